using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Atiende.Storage;

/// <summary>
/// Tells PostgreSQL for whom a connection works, each time it is opened; the row-level security policies ask for it.
/// Where nobody was entered it is empty, and no row matches.
/// </summary>
internal sealed class OrganizationLock(ICurrentOrganization organization) : DbConnectionInterceptor
{
    /// <summary>The session's setting that the policies read.</summary>
    public const string Setting = "atiende.organization";

    /// <summary>The value that stands for the system; no organisation can have it as its id.</summary>
    public const string System = "*";

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"SELECT set_config('{Setting}', @organization, false)";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "organization";
        parameter.Value = organization.IsSystem ? System : organization.Id ?? "";
        command.Parameters.Add(parameter);
        return command;
    }
}
