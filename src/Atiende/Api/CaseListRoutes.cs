using System.Globalization;
using Atiende.Cases;
using Atiende.Filing;
using Atiende.Organizations;
using Atiende.Values;

namespace Atiende.Api;

/// <summary>Lists of cases, oldest first, a page at a time: a program that keeps its last cursor gets what came since.</summary>
internal static class CaseListRoutes
{
    private const int PageSize = 50;
    private const int PageMost = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/cases", Cases).For(ApiScopes.CasesWrite, ApiScopes.CasesRead);
        api.MapGet("/orders", Orders).For(ApiScopes.OrdersRead);
    }

    private static async Task<IResult> Cases(HttpContext http, IFiling filing, ICases cases, CancellationToken cancel)
    {
        if (!Asked.TryRead(http.Request.Query, out var asked, out var refusal)) return refusal;
        if (filing.Type is not { } type) return Page([], asked, http);

        var caller = ApiCaller.Of(http);
        if (caller.ReadsAll) return Page(await cases.Slice(new([type.Id], null, asked.State, asked.Since, asked.After, asked.Limit), cancel), asked, http);

        // What the key filed, a page of it at a time, until enough of it is in the state.
        var found = new List<CaseSummary>();
        for (var after = asked.After; ;)
        {
            var filed = await filing.OfOrigin(caller.Origin, asked.Since, after, asked.Limit, cancel);
            found.AddRange(await cases.Slice(new([type.Id], [.. filed.Select(f => f.Case)], asked.State, null, null, asked.Limit), cancel));
            if (filed.Count < asked.Limit || found.Count >= asked.Limit) return Page([.. found.Take(asked.Limit)], asked, http);

            after = (filed[^1].At, filed[^1].Case);
        }
    }

    private static async Task<IResult> Orders(HttpContext http, IOrganizations organizations, ICases cases, CancellationToken cancel)
    {
        if (!Asked.TryRead(http.Request.Query, out var asked, out var refusal)) return refusal;

        var types = organizations.Current.Pack.Cases.Where(type => type.Filing is null).Select(type => type.Id.Value).ToList();
        return Page(await cases.Slice(new(types, null, asked.State, asked.Since, asked.After, asked.Limit), cancel), asked, http);
    }

    private static IResult Page(IReadOnlyList<CaseSummary> found, Asked asked, HttpContext http)
    {
        // A full page may be the last: the cursor is given anyway, and leads to what comes later.
        var next = found.Count > 0 ? Cursor.Of(found[^1].OpenedAt, found[^1].Id) : http.Request.Query["cursor"].ToString() is { Length: > 0 } same ? same : null;
        return Results.Ok(new
        {
            Items = found.Select(c => new CaseLine(c.Folio, c.Type, c.Kind, c.State, c.StateName, c.Open, c.Title, c.OpenedAt, c.DueAt)),
            Next = next,
            More = found.Count == asked.Limit,
        });
    }

    private sealed record CaseLine(
        string Folio, string Type, string? Kind, string State, string StateName, bool Open, string Title, DateTimeOffset OpenedAt, DateTimeOffset? DueAt);

    private sealed record Asked(string? State, DateTimeOffset? Since, (DateTimeOffset At, Guid Id)? After, int Limit)
    {
        private static readonly string[] Names = ["state", "since", "cursor", "limit"];

        public static bool TryRead(IQueryCollection query, out Asked asked, out IResult refusal)
        {
            var errors = query.Keys.Except(Names, StringComparer.Ordinal).ToDictionary(
                name => name, _ => new[] { new Bilingual($"No hay un filtro con este nombre. Hay: {string.Join(", ", Names)}.", $"There is no filter of this name. There are: {string.Join(", ", Names)}.") }, StringComparer.Ordinal);
            var (limit, since, after) = (PageSize, default(DateTimeOffset?), default((DateTimeOffset, Guid)?));
            if (query["limit"].ToString() is { Length: > 0 } many && !(int.TryParse(many, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= PageMost))
                errors["limit"] = [new($"Es un número de 1 a {PageMost}.", $"It is a number from 1 to {PageMost}.")];
            if (query["since"].ToString() is { Length: > 0 } from)
            {
                if (DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) since = time;
                else errors["since"] = [new("Es un instante como 2026-11-22T10:00:00Z.", "It is an instant such as 2026-11-22T10:00:00Z.")];
            }

            if (query["cursor"].ToString() is { Length: > 0 } cursor)
            {
                if (Cursor.TryRead(cursor, out var place)) after = place;
                else errors["cursor"] = [new("No es un cursor de esta lista.", "It is no cursor of this list.")];
            }

            asked = new(query["state"].ToString() is { Length: > 0 } state ? state : null, since, after, limit);
            refusal = ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, new("Un filtro no vale.", "A filter is wrong."), errors);
            return errors.Count == 0;
        }
    }
}
