using System.Globalization;
using Atiende.Accounts;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Protection.Pages;
using Atiende.Shell;

namespace Atiende.Protection;

/// <summary>What is done on the pages of data protection.</summary>
internal static class ProtectionRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/protection/readings.csv", ExportReadings).RequireAuthorization(Policies.CanOversee);
        var set = routes.MapGroup("/protection").RequireAuthorization(Policies.CanAdminister);
        set.MapPost("/retention/run", async (IRetention retention, ICurrentMember member, CancellationToken cancel) =>
        {
            await retention.Run(member.Id, cancel);
            return Results.LocalRedirect("/protection/retention");
        });
        set.MapGet("/export/{contact:guid}", Export);
        set.MapPost("/deletions/ask", Ask);
        set.MapGet("/deletions/count", async (Deletions deletions, CancellationToken cancel) =>
            await deletions.CountAsked(cancel) is > 0 and var asked ? Results.Text($"{asked}") : Results.Text(""));
        set.MapPost("/deletions/{id:guid}/carry", Carry);
        set.MapPost("/deletions/{id:guid}/refuse", Refuse);
    }

    private static async Task<IResult> Export(
        Guid contact, IContacts contacts, IProtection protection, ICurrentMember member, IOrganizations organizations, Texts texts, TimeProvider clock, CancellationToken cancel)
    {
        if (await contacts.Read(contact, member.Id, texts["protection.export.why"], cancel) is null) return Results.NotFound();

        var subject = new PersonalSubject();
        subject.Contacts.Add(contact);
        var file = await protection.Export(subject, member.Id, texts["protection.export.why"], cancel);
        return Results.File(file, "application/zip", $"{organizations.Current.Id}-{contact:N}-{clock.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.zip");
    }

    // Asked at the desk or on the telephone.
    private static async Task<IResult> Ask(
        HttpContext http, IContacts contacts, IProtection protection, ICurrentMember member, IOrganizations organizations, Texts texts, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (!Guid.TryParse(form["contact"], out var id) || await contacts.Read(id, member.Id, texts["protection.deletion.why"], cancel) is not { } person) return Results.NotFound();

        var pack = organizations.Current.Pack;
        var to = pack.Portal?.DataRequestsTo.Value ?? pack.People.Roles.First(r => r.May.Contains(Packs.Model.Ability.Administer)).Id.Value;
        var request = await protection.AskDeletion(new(id, null, person.Mails.Count > 0 ? person.Mails[0] : null, form["why"], to,
            $"Un {pack.Identity.PersonCalled} pide que se eliminen sus datos", texts["protection.deletion.desk"], member.Id), cancel);
        return Results.LocalRedirect($"/protection/deletions/{request}");
    }

    private static async Task<IResult> Carry(Guid id, Deletions deletions, ICurrentMember member, CancellationToken cancel) =>
        await deletions.Carry(id, member.Id, cancel) is { Count: > 0 }
            ? Shell.Frame.Pages.Show<DeletionPage>(new() { [nameof(DeletionPage.Id)] = id, [nameof(DeletionPage.Hindered)] = true }, StatusCodes.Status409Conflict)
            : Results.LocalRedirect($"/protection/deletions/{id}");

    private static async Task<IResult> Refuse(Guid id, HttpContext http, Deletions deletions, ICurrentMember member, CancellationToken cancel)
    {
        var reason = (await http.Request.ReadFormAsync(cancel))["reason"].ToString().Trim();
        if (reason.Length is 0 or > DeletionTable.WhyLength)
            return Shell.Frame.Pages.Show<DeletionPage>(new() { [nameof(DeletionPage.Id)] = id, [nameof(DeletionPage.NoReason)] = true }, StatusCodes.Status422UnprocessableEntity);

        await deletions.Refuse(id, reason, member.Id, cancel);
        return Results.LocalRedirect($"/protection/deletions/{id}");
    }

    private static async Task<IResult> ExportReadings(
        string? member, string? person, DateOnly? from, DateOnly? until, Readings readings, Zones zones, IAudit audit, ICurrentMember asker, Texts texts, CancellationToken cancel)
    {
        var filter = ReadingDays.Filter(member, person, from, until, zones, 1, Readings.ExportMost);
        await audit.Write(new(asker.Id, "readings.exported", "readings", $"{filter.From:O} {filter.Until:O}"), cancel);
        var page = await readings.List(filter, cancel);
        string[] headings = ["at", "who", "what", "whose", "why"];
        var rows = page.Items.Select(line => new[]
        {
            zones.Local(line.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), line.MemberName,
            texts.Find($"protection.readings.what.{line.What}") ?? line.What, line.Person ?? line.Subject, line.Why,
        });
        var written = CsvText.Of(rows.Prepend([.. headings.Select(heading => texts[$"protection.readings.{heading}"])]));
        return Results.File(written, "text/csv; charset=utf-8", "lecturas.csv");
    }
}

/// <summary>Days of the organisation's calendar as instants.</summary>
internal static class ReadingDays
{
    private const int Shown = 7;

    /// <summary>The filter of what was typed: the last week without days.</summary>
    public static ReadingFilter Filter(string? member, string? person, DateOnly? from, DateOnly? until, Zones zones, int page, int size)
    {
        var last = until ?? zones.Today;
        return new(member, person, Start(from ?? last.AddDays(1 - Shown), zones), Start(last.AddDays(1), zones), page, size);
    }

    private static DateTimeOffset Start(DateOnly day, Zones zones)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zones.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
