using System.Collections.Immutable;
using System.Globalization;
using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Bench;

/// <summary>
/// Made-up requests of three years, the same for each number: some words are in every tenth of them and some in a hundred of a million, as in any
/// language; three in a hundred are open.
/// </summary>
internal static class MadeUpCases
{
    public const string Organization = "cl-soser";

    /// <summary>Events of the case that has many.</summary>
    public const int ManyEvents = 200;

    private const int Batch = 2_000;
    private const int People = 2_000;
    private const int Words = 20_000;
    private static readonly DateTimeOffset First = new(2023, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Areas = ["area-calidad", "area-operaciones", "area-logistica", "area-nutricion", "area-biometria", "area-sistemas"];
    private static readonly string[] Reasons = ["Reclamo", "Consulta", "Reclamo", "Sugerencia", "Reclamo", "Consulta", "Consulta", "Felicitación"];
    private static readonly string[] Common = ["ración", "pan", "leche", "fruta", "comedor", "desayuno", "almuerzo", "manipuladora", "escuela", "alumnos", "fría", "tarde", "faltaron", "bandeja", "minuta", "colación"];
    private static readonly string[] Sounds = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo"];

    /// <summary>Fills up to so many.</summary>
    public static async Task Fill(IServiceProvider services, int count)
    {
        var people = await Contacts(services);
        int from;
        await using (var scope = services.CreateScopeOf(Organization)) from = await scope.ServiceProvider.GetRequiredService<Db>().Set<Case>().CountAsync(c => c.Name == "bench");
        for (; from < count; from += Batch)
        {
            await using var scope = services.CreateScopeOf(Organization);
            await Some(scope.ServiceProvider, people, from, Math.Min(Batch, count - from), count);
            if (from % 50_000 == 0) Console.Error.WriteLine($"  {from:n0}");
        }
    }

    /// <summary>A word of a text: the lower the number, the more often it is said.</summary>
    public static string Word(int number) => number < Common.Length ? Common[number]
        : string.Concat(Enumerable.Range(0, 4).Select(part => Sounds[(int)(number / Math.Pow(Sounds.Length, part)) % Sounds.Length])) + "s";

    /// <summary>A number, low ones oftener: each as often as its reverse.</summary>
    public static int Skewed(Random chance) => (int)Math.Pow(Words, chance.NextDouble()) - 1;

    /// <summary>A place in the list, such as the address of a page has it.</summary>
    public static string Somewhere(Random chance) => Guid.CreateVersion7(First + TimeSpan.FromDays(1095 * chance.NextDouble())).ToString("N");

    public static string Person(int number) => $"Persona Ejemplo {Word(2_000 + number)}";

    private static async Task<IReadOnlyList<Guid>> Contacts(IServiceProvider services)
    {
        var people = new List<Guid>();
        await using var scope = services.CreateScopeOf(Organization);
        for (var n = 0; n < People; n++)
            people.Add(await scope.ServiceProvider.GetRequiredService<IContacts>().FindOrCreate(new(Person(n), null, null, $"persona{n}@ejemplo.invalid"), "bench", CancellationToken.None));
        return people;
    }

    private static Task Some(IServiceProvider scope, IReadOnlyList<Guid> people, int from, int count, int all) => scope.GetRequiredService<Db>().Write(async cancel =>
    {
        var db = scope.GetRequiredService<Db>();
        var pack = scope.GetRequiredService<IOrganizations>().Current.Pack;
        var type = pack.Cases.First(t => t.Id.Value == "ticket");
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var n = from; n < from + count; n++)
        {
            var one = Made(n, all, type, FieldLabels.Of(pack), people);
            db.Add(one);
            for (var e = 1; e <= (n == all - 1 ? ManyEvents : 2); e++)
                db.Add(new CaseEvent { CaseId = one.Id, Number = e, At = one.OpenedAt, Kind = CaseEventKind.State, What = new($"Estado: paso {e}", $"State: step {e}"), By = "bench" });
        }

        await db.SaveChangesAsync(cancel);
    });

    private static Case Made(int n, int all, CaseType type, FieldLabels labels, IReadOnlyList<Guid> people)
    {
        var chance = new Random(n);
        var at = First + (TimeSpan.FromDays(1095) * ((double)n / all));
        // The last weeks' cases are open more often than those of before.
        var open = n == all - 1 || chance.NextDouble() < (n > all * 0.95 ? 0.5 : 0.005);
        var reason = Reasons[chance.Next(Reasons.Length)];
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(Skewed(chance))));
        var fields = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase).AddRange(
            new Dictionary<string, string> { ["motivo"] = reason, ["tema"] = "Pae Básica-Media", ["urgencia"] = "Media", ["asunto"] = Text(4), ["detalle"] = Text(30), ["RBD"] = $"{n % 9000}" }
                .Select(f => KeyValuePair.Create(f.Key, Datum.Of(f.Value))));
        var one = new Case
        {
            Id = Guid.CreateVersion7(at),
            Folio = string.Create(CultureInfo.InvariantCulture, $"PAE-{at.Year}-{n:000000}"),
            Type = "ticket",
            State = open ? "derivado" : "cerrado",
            Visited = open ? ["ingresado", "derivado"] : ["ingresado", "derivado", "cerrado"],
            IsOpen = open,
            To = Areas[chance.Next(Areas.Length)],
            ContactId = people[chance.Next(people.Count)],
            RunId = Guid.CreateVersion7(at),
            Name = "bench",
            Fields = fields,
            OpenedAt = at,
            ClosedAt = open ? null : at.AddHours(60),
            DueAt = open ? at.AddHours(72) : null,
            Reason = reason,
            InTime = open ? null : true,
        };
        one.Title = CaseWords.Title(type, null, fields, labels);
        one.SearchText = CaseWords.SearchText(one, type, labels);
        return one;
    }
}
