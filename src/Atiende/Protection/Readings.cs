using Atiende.Accounts;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Protection;

/// <summary>Who opened whose record, when and why; and who opened unusually many.</summary>
internal sealed class Readings(Db db, IMembers members, IContacts contacts, TimeProvider clock)
{
    /// <summary>How many an export has at most.</summary>
    public const int ExportMost = 100_000;

    // People that a typed text may mean.
    private const int PeopleMost = 50;

    // A day counts as unusual from this many readings on, and only if it is so many times the member's usual day.
    private const int UnusualFrom = 30;
    private const int UnusualTimes = 3;
    private static readonly TimeSpan Usual = TimeSpan.FromDays(28);

    private static readonly string[] Shown = ["person.exported"];

    /// <summary>The readings that answer the filter, newest first.</summary>
    public async Task<ReadingPage> List(ReadingFilter filter, CancellationToken cancel)
    {
        var found = await Answering(filter, cancel);
        var rows = await found.OrderByDescending(a => a.At).ThenByDescending(a => a.Id)
            .Skip((Math.Max(filter.Page, 1) - 1) * filter.PageSize).Take(filter.PageSize).ToListAsync(cancel);
        return new(await Lines(rows, cancel), await found.CountAsync(cancel));
    }

    /// <summary>Members who on one of the last days opened far more than on their usual day, the most first.</summary>
    public async Task<IReadOnlyList<UnusualDay>> Unusual(TimeZoneInfo zone, int days, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var since = now - Usual;
        var read = await db.Set<AuditRow>().AsNoTracking().Where(a => a.At >= since && a.What.EndsWith(".read")).Select(a => new { a.Who, a.At }).ToListAsync(cancel);
        var recent = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(1 - days);
        var perDay = read.Where(r => !r.Who.StartsWith("portal:", StringComparison.Ordinal) && r.Who != RetentionNights.By)
            .GroupBy(r => (r.Who, Day: DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(r.At, zone).DateTime)))
            .Select(g => (g.Key.Who, g.Key.Day, Count: g.Count())).ToList();
        var unusual = perDay.Where(d => d.Day >= recent && d.Count >= UnusualFrom)
            .Select(d => (d.Who, d.Day, d.Count, Usual: Median([.. perDay.Where(o => o.Who == d.Who && o.Day != d.Day).Select(o => o.Count)])))
            .Where(d => d.Count >= UnusualTimes * d.Usual).OrderByDescending(d => d.Count).ToList();
        var names = await members.Names(unusual.Select(d => d.Who), cancel);
        return [.. unusual.Select(d => new UnusualDay(d.Who, names[d.Who], d.Day, d.Count, d.Usual))];
    }

    private async Task<IQueryable<AuditRow>> Answering(ReadingFilter filter, CancellationToken cancel)
    {
        var found = db.Set<AuditRow>().AsNoTracking().Where(a => a.What.EndsWith(".read") || Shown.Contains(a.What));
        if (filter.Member is { Length: > 0 } who) found = found.Where(a => a.Who == who);
        if (filter.From is { } from) found = found.Where(a => a.At >= from);
        if (filter.Until is { } until) found = found.Where(a => a.At < until);
        if (filter.Person?.Trim() is not { Length: > 0 } typed) return found;

        var subjects = (await contacts.Search(typed, PeopleMost, cancel)).Select(c => $"contact:{c.Id}").ToList();
        return found.Where(a => subjects.Contains(a.Subject));
    }

    private async Task<IReadOnlyList<ReadingLine>> Lines(IReadOnlyList<AuditRow> rows, CancellationToken cancel)
    {
        var who = await members.Names(rows.Select(r => r.Who), cancel);
        var people = rows.Select(r => IdOf("contact:", r.Subject)).OfType<Guid>().Distinct().ToList();
        var names = await contacts.Names(people, cancel);
        return [.. rows.Select(r => new ReadingLine(r.At, r.Who, who[r.Who], r.What, r.Subject,
            IdOf("contact:", r.Subject) is { } contact ? names.GetValueOrDefault(contact) : null, IdOf("contact:", r.Subject), r.Why))];
    }

    private static Guid? IdOf(string kind, string subject) =>
        subject.StartsWith(kind, StringComparison.Ordinal) && Guid.TryParse(subject[kind.Length..], out var id) ? id : null;

    private static double Median(List<int> counts)
    {
        if (counts.Count == 0) return 0;

        counts.Sort();
        return (counts[(counts.Count - 1) / 2] + counts[counts.Count / 2]) / 2.0;
    }
}

/// <summary>Which readings are wanted.</summary>
internal sealed record ReadingFilter(string? Member, string? Person, DateTimeOffset? From, DateTimeOffset? Until, int Page, int PageSize);

/// <summary>A page of readings.</summary>
internal sealed record ReadingPage(IReadOnlyList<ReadingLine> Items, int Total);

/// <summary>A reading: who, and whose; the person's name as the asker may see it.</summary>
internal sealed record ReadingLine(DateTimeOffset At, string Member, string MemberName, string What, string Subject, string? Person, Guid? Contact, string Why);

/// <summary>A day on which a member opened far more than usual.</summary>
internal sealed record UnusualDay(string Member, string Name, DateOnly Day, int Count, double Usual);
