using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Correspondence;

/// <summary>Fills the pack's notices with a case.</summary>
internal sealed class NoticeWords(IOrganizations organizations, IGuidance guidance, TimeProvider clock)
{
    private const string Text = "texto";
    private const string Link = "enlace";

    /// <summary>A notice with the case's own data.</summary>
    public (string Subject, string Text) Fill(string notice, CaseMatter matter, string text, string link)
    {
        var said = organizations.Current.Words.Notice(notice);
        var facts = Facts(matter, Run.NoFacts, text, link);
        return (facts.Fill(said.About), facts.Fill(said.Text));
    }

    /// <summary>A notice as it would go out now: what its procedure knows fills it too.</summary>
    public async Task<NoticeInCase> Preview(string notice, CaseMatter matter, string link, CancellationToken cancel)
    {
        var said = organizations.Current.Words.Notice(notice);
        var known = matter.Run is { } run ? (await guidance.Find(run, cancel))?.Run.Facts ?? Run.NoFacts : Run.NoFacts;
        var facts = Facts(matter, known, "…", link);
        var (subject, text) = (facts.Fill(said.About), facts.Fill(said.Text));
        var unknown = Template.Names(said.About).Concat(Template.Names(said.Text)).Where(name => facts[name] is not { IsEmpty: false }).Distinct(StringComparer.OrdinalIgnoreCase);
        return new(matter, subject, text, LetterHtml.Of(subject, text, organizations.Current.Pack), [.. unknown]);
    }

    private FactBase Facts(CaseMatter matter, IReadOnlyDictionary<string, Datum> known, string text, string link)
    {
        var secret = matter.Type.Fields.Where(f => f.Secret).Select(f => f.Id.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var facts = Run.NoFacts.SetItems(known).SetItems(matter.Fields.Where(f => !secret.Contains(f.Key)))
            .SetItem($"folio:{matter.Name}", Datum.Of(matter.Folio)).SetItem($"folio:{matter.Type.Id}", Datum.Of(matter.Folio))
            .SetItem(Text, Datum.Of(text)).SetItem(Link, Datum.Of(link));
        return new(new Run { Facts = facts }, organizations.Current.Rules, Instant.FromDateTimeOffset(clock.GetUtcNow()));
    }
}
