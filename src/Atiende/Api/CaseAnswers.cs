using Atiende.Attachments;
using Atiende.Cases;

namespace Atiende.Api;

/// <summary>A case in one line.</summary>
internal sealed record CaseAnswer(string Folio, string State, string StateName, bool Open, DateTimeOffset OpenedAt, DateTimeOffset? DueAt)
{
    /// <summary>Folios of the key's own cases that are probably the same matter.</summary>
    public IReadOnlyList<string> PossibleDuplicates { get; init; } = [];
}

/// <summary>A case as who filed it may see it: what was given in the words of the request, where it went, what was answered.</summary>
internal sealed record CaseWhole(
    string Folio, string State, string StateName, bool Open, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? ClosedAt,
    IReadOnlyDictionary<string, object> Given, IReadOnlyList<TimelineAnswer> Timeline, IReadOnlyList<TextAnswer> Answers, IReadOnlyList<AttachmentAnswer> Attachments)
{
    /// <summary>The folio of the case in which it goes on, where it was merged: state, clock and answers are that one's.</summary>
    public string? GoesOnIn { get; init; }

    /// <summary>What the person was asked and has not answered.</summary>
    public AskedAnswer? Asked { get; init; }

    public static CaseWhole Of(CaseForPerson one, CaseNames names, IEnumerable<AttachmentAnswer> attachments) => new(
        one.Folio, one.State, one.StateName, one.Open, one.OpenedAt, one.DueAt, one.ClosedAt, Nested(one.Given, names),
        [.. one.Events.Select(e => new TimelineAnswer(e.At, e.What))], [.. one.Answers.Select(a => new TextAnswer(a.Id, a.Label, a.Value))], [.. attachments])
    { GoesOnIn = one.GoesOnIn };

    // As it was sent: the person's data in their own object.
    private static Dictionary<string, object> Nested(IReadOnlyList<CaseField> given, CaseNames names)
    {
        var nested = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var field in given)
        {
            switch (names.Path(field.Id).Split('.', 2))
            {
                case [var name]: nested[name] = field.Value; break;
                case [var group, var name]:
                    if (!nested.TryGetValue(group, out var inner)) nested[group] = inner = new Dictionary<string, string>(StringComparer.Ordinal);
                    ((Dictionary<string, string>)inner)[name] = field.Value;
                    break;
            }
        }

        return nested;
    }
}

/// <summary>How a case stands.</summary>
internal sealed record CaseStanding(string Folio, string State, string StateName, bool Open, DateTimeOffset OpenedAt, DateTimeOffset? DueAt);

/// <summary>A question that waits for the person's answer.</summary>
internal sealed record AskedAnswer(DateTimeOffset At, string Text);

/// <summary>Something that happened.</summary>
internal sealed record TimelineAnswer(DateTimeOffset At, string What);

/// <summary>Something that was answered.</summary>
internal sealed record TextAnswer(string Id, string Label, string Text);

/// <summary>A file of a case.</summary>
internal sealed record AttachmentAnswer(Guid Id, string Name, string MediaType, long Size, DateTimeOffset At, string Url)
{
    public static AttachmentAnswer Of(Attachment one, string caseUrl) => new(one.Id, one.Name, one.MediaType, one.Size, one.At, $"{caseUrl}/attachments/{one.Id}");
}

/// <summary>A page of a list: its items, and the cursor of the next one where there may be more.</summary>
internal sealed record PageAnswer<T>(IReadOnlyList<T> Items, string? Next);
