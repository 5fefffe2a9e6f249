using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Guidance;

/// <summary>Which sections an attention may be led by: first those that its line, channel or direction starts.</summary>
internal static class SectionChoices
{
    public static IReadOnlyList<SectionChoice> Of(Pack pack, string? line, string? channel, bool outgoing)
    {
        var starting = new List<SectionChoice>();
        var others = new List<SectionChoice>();
        foreach (var procedure in pack.Procedures.Where(p => p.Document!.State is DocumentState.InForce))
        {
            foreach (var section in procedure.Sections.Where(s => s.Starts.Count > 0))
            {
                foreach (var start in section.Starts)
                {
                    var choice = new SectionChoice(procedure.Document!.Code, section.Id, section.Title, start.Label,
                        start.Step is { } step ? NodeKey(section, step) : null, Starts(pack, start, line, channel, outgoing), section.Role);
                    (choice.Starts ? starting : others).Add(choice);
                }
            }
        }

        return [.. starting.DistinctBy(c => (c.Document, c.Section, c.Node)), .. others.DistinctBy(c => (c.Document, c.Section, c.Node))];
    }

    private static string NodeKey(Section section, Name step) =>
        step.Value.Contains('/', StringComparison.Ordinal) ? step : $"{section.Id}/{step}";

    private static bool Starts(Pack pack, Start start, string? line, string? channel, bool outgoing)
    {
        if (start.Every is not null) return false;
        if (start.Outgoing != outgoing) return false;
        if (start.Line is { } wanted) return wanted.Value == line;
        if (start.Channel is not { } door) return start.Outgoing;

        return channel is not null && (door.Value == channel
            || pack.Identity.Channels.Any(c => Shape.Kebab(c.Channel.ToString()) == channel && c.Called.Contains(door.Value, StringComparer.OrdinalIgnoreCase)));
    }
}
