using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Mail;
using Atiende.Portal;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Tests.Portal;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Protection;

/// <summary>A request of somebody on the portal that was walked to its end, and a look for what is left of them.</summary>
internal static class Answered
{
    public const string Secret = "mi hija Zulema no puede comer pan";

    private static readonly Actor Staff = new("marta.ejemplo", "Marta Ejemplo Oyarzún", ["administrador", "equipo-administrador", "area-respuesta"]);

    /// <summary>Files it; begins its procedure.</summary>
    public static async Task<Filed> File(Store store, PortalPerson person)
    {
        await using var scope = store.In(Someone.Soser);
        var fields = new Dictionary<string, string>
        {
            ["motivo"] = "Consulta",
            ["tema"] = "Pae Celiaco",
            ["urgencia"] = "Baja",
            ["asunto"] = Secret,
            ["detalle"] = Secret,
            ["RBD"] = "90001",
            ["RUT"] = "11.111.111-1",
            ["nombre"] = "Persona",
            ["apellidos"] = "Ejemplo Uno",
            ["correo"] = person.Mail,
            ["celular"] = "912345678",
        };
        var filed = await scope.Get<IFiling>().File(new("web", fields, PortalHere.Origin(person.Id), "CANAL-PAE", "clave") { Contact = person.ContactId }, default);
        await scope.Get<FilingTurn>().Take(default);
        return filed;
    }

    /// <summary>Walks it to its end.</summary>
    public static async Task<Guid> Answer(Store store, Filed filed)
    {
        await using var scope = store.In(Someone.Soser);
        var run = await scope.Db().Set<FilingRow>().Where(f => f.CaseId == filed.Case).Select(f => f.RunId).SingleAsync();
        var given = new Dictionary<string, Datum>
        {
            ["respuesta_area"] = Datum.Of(Secret),
            ["solucion_en_plazo"] = Datum.Of(true),
            ["respuesta_compleja"] = Datum.Of(false),
            ["solucion"] = Datum.Of(Secret),
            ["respuesta_definitiva"] = Datum.Of(Secret),
        };
        var view = (await scope.Get<IGuidance>().Find(run, default))!;
        for (var n = 0; n < 40 && view.Run.End is null; n++)
        {
            var choice = view.Offers.Count == 0 ? null : (view.Offers.FirstOrDefault(o => o.Preselected) ?? view.Offers[0]).Key;
            WalkInput input = view.Run.Status is RunStatus.Waiting ? new TakeOver() : new Answer(view.Run.Node, given, choice);
            view = (await scope.Get<IGuidance>().Give(run, view.Run.Sequence, input, Staff, default)).View;
        }

        Assert.True(view.Run.End?.How is RunEnding.Concluded, $"{view.Run.Node} {view.Run.Status}");
        // As if it had been sent: what waits is still needed.
        await scope.Db().Write(inner => scope.Db().Set<OutboxMessage>().Where(m => m.State == MailState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Sent), inner));
        return run;
    }

    /// <summary>The columns of the whole database in which one of the words stands.</summary>
    public static async Task<IReadOnlyList<string>> Left(Store store, params string[] words)
    {
        await using var scope = store.System();
        var db = scope.Db();
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        var left = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IBelongsToOrganization)) && e.GetTableName() is not ("PackFiles" or "ProcedureVersions")))
        {
            foreach (var column in entity.GetProperties().Where(p => (p.GetProviderClrType() ?? p.ClrType) == typeof(string) || p.GetColumnType() is "jsonb").Select(p => p.GetColumnName()))
            {
                await using var ask = connection.CreateCommand();
                ask.CommandText = $"SELECT COUNT(*) FROM \"{entity.GetTableName()}\" WHERE " + string.Join(" OR ", words.Select(w => $"CAST(\"{column}\" AS TEXT) LIKE '%{w}%'"));
                if (Convert.ToInt64(await ask.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0) left.Add($"{entity.GetTableName()}.{column}");
            }
        }

        return left;
    }
}
