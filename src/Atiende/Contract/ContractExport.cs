using System.Runtime.CompilerServices;
using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Exports;
using Atiende.Organizations;
using Atiende.Shell;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace Atiende.Contract;

/// <summary>The contract's cases as a table: what the list shows, whole, whoever reads it without personal data.</summary>
internal sealed class ContractExport(IContractCases cases, IOrganizations organizations, Texts texts, TimeProvider clock) : IExportSource
{
    public string Id => "contract";

    public string Policy => Policies.CanReadContract;

    public async Task<ExportTable> Open(ExportAsk ask, CancellationToken cancel)
    {
        var zone = organizations.Current.Times.Zone;
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).Date;
        var sees = ask.Reader.Sees.Select(one => one.Split('=', 2)).Select(parts => (parts[0], parts[1])).ToList();
        var query = ContractDesk.Query(ContractAsk.Read(QueryHelpers.ParseQuery(ask.Query), today), sees, cases, organizations.Current);
        var columns = cases.Shown;
        return new(texts["contract.cases"],
            [texts["contract.folio"], texts["contract.opened"], texts["contract.state"], texts["contract.standing"], texts["contract.due"], texts["contract.closed"], .. columns.Select(column => column.Label)],
            (await cases.Count(query with { Standing = null }, cancel)).Entered is var all && query.Standing is null ? all : null,
            TimeZoneInfo.FindSystemTimeZoneById(zone.Id), Rows(query, columns, cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        ContractQuery query, IReadOnlyList<(string Field, string Label)> columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var one in cases.Stream(query, cancel))
        {
            var shown = one.Shown.ToDictionary(field => field.Id, field => field.Value, StringComparer.Ordinal);
            yield return
            [
                one.Folio, one.OpenedAt, one.State, texts.Of("contract.standing", one.Standing), one.DueAt, one.ClosedAt,
                .. columns.Select(column => shown.GetValueOrDefault(column.Field)),
            ];
        }
    }
}
