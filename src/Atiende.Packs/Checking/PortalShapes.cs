using System.Globalization;
using System.Text.RegularExpressions;
using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>What the portal says, against the rest of the pack.</summary>
internal sealed partial class PortalShapes(Pack pack, PackNames names)
{
    private static readonly string[] PersonParts =
        ["document", "first-name", "last-name", "mail", "phone", "landline", "birth-date", "sex", "user-type"];

    // WCAG 2.2, 1.4.3: text that is not large.
    private const double ContrastLeast = 4.5;

    public IEnumerable<Fault> Check() => pack.Portal is not { } portal ? [] :
    [
        .. Colours(portal.Colours),
        .. Words(portal),
        .. Registration(portal.Registration),
        .. Request(portal.Request, portal.Registration),
        .. PackNames.Missing(portal.DataRequestsTo, [.. names.Roles, .. names.Units], "role or unit"),
    ];

    private IEnumerable<Fault> Words(PublicPortal portal)
    {
        foreach (var fault in PackNames.Missing([portal.Terms.Text, portal.Privacy], names.Texts, "text")) yield return fault;
        if (pack.Texts.FirstOrDefault(t => t.Id.Value == portal.Terms.Text.Value)?.Version is { } version && version != portal.Terms.Version)
            yield return new(portal.Terms.At, $"The text '{portal.Terms.Text}' is of version '{version}', and the portal says '{portal.Terms.Version}'", "Write the same version in both");
        if (portal.OtherChannel is { } other && !other.Link.StartsWith("https://", StringComparison.Ordinal))
            yield return new(other.At, $"'{other.Link}' is not an address of the web", "Write it with https://");
        if (portal.Opinion is { Answers.Count: < 2 or > 7 } opinion)
            yield return new(opinion.At, "An opinion is chosen from two to seven answers", "Write them best first");
    }

    private static IEnumerable<Fault> Colours(PortalColours colours)
    {
        foreach (var (colour, ground, called) in new[] { (colours.Light, 1.0, "white"), (colours.Dark, Luminance("#1a1d21"), "near-black") })
        {
            if (!Colour().IsMatch(colour)) yield return new(colours.At, $"'{colour}' is no colour", "Write it as #rrggbb");
            else if (Contrast(Luminance(colour), ground) is var found && found < ContrastLeast)
                yield return new(colours.At, string.Create(CultureInfo.InvariantCulture, $"'{colour}' has {found:0.0}:1 with {called}, which many cannot read"), "Choose one with 4.5:1 or more");
        }
    }

    private IEnumerable<Fault> Registration(PortalRegistration said)
    {
        foreach (var fault in PackNames.Missing(said.Form, names.Forms, "form")) yield return fault;
        if (Fields(said.Form) is not { } fields) yield break;

        var ids = fields.Select(f => f.Id.Value).ToList();
        foreach (var fault in PackNames.Missing([said.Password, said.Repeated, said.Terms], ids, $"field of '{said.Form}'")) yield return fault;
        foreach (var fault in Unknown(said.At, said.Person.Keys, PersonParts, "part of a person")) yield return fault;
        foreach (var fault in Unknown(said.At, said.Person.Values, ids, $"field of '{said.Form}'")) yield return fault;
        foreach (var needed in new[] { "first-name", "mail" }.Where(n => !said.Person.ContainsKey(n)))
            yield return new(said.At, $"`person` of the registration lacks {needed}", "Name the form's field that holds it");
        foreach (var open in fields.Where(f => !f.Secret && (f.Id.Value == said.Password.Value || f.Id.Value == said.Repeated.Value)))
            yield return new(open.At, $"The field '{open.Id}' of '{said.Form}' takes the password and would be kept", "Give it secret: true");
        if (said.Becomes is not { } becomes) yield break;

        if (names.Record(becomes.System, becomes.Record) is not { } record)
            yield return new(becomes.Record.At, $"There is no record type {becomes.System}.{becomes.Record}", "Name a record system and one of its types");
        else
            foreach (var fault in new[] { becomes.TermsVersion, becomes.Registered }.SelectMany(n => PackNames.Missing(n, [.. record.Fields.Select(f => f.Id.Value)], $"field of '{record.Id}'")))
                yield return fault;
    }

    private IEnumerable<Fault> Request(PortalRequest said, PortalRegistration registration)
    {
        foreach (var fault in PackNames.Missing(said.Forms, names.Forms, "form")) yield return fault;
        if (pack.Cases.FirstOrDefault(c => c.Filing is not null) is not { } type)
        {
            yield return new(said.At, "No case type of this pack can be filed", "Give one a `filing`");
            yield break;
        }

        if (!type.Filing!.Channels.ContainsKey("web")) yield return new(type.Filing.At, $"'{type.Id}' cannot be filed through the channel web, which the portal is", "Add web to `channels`");
        var asked = said.Forms.SelectMany(f => Fields(f) ?? []).Select(f => f.Id.Value).ToHashSet(StringComparer.Ordinal);
        var kept = type.Fields.Select(f => f.Id.Value).ToList();
        var known = (Fields(registration.Form) ?? []).Select(f => f.Id.Value).ToList();
        foreach (var fault in PackNames.Missing(said.Fields, asked, "field of these forms")) yield return fault;
        foreach (var fault in PackNames.Missing(said.Fields, kept, $"field of '{type.Id}'")) yield return fault;
        foreach (var from in new[] { said.FromRegistration, said.WithoutEstablishment })
        {
            foreach (var fault in Unknown(said.At, from.Keys, kept, $"field of '{type.Id}'")) yield return fault;
            foreach (var fault in Unknown(said.At, from.Values, known, $"field of '{registration.Form}'")) yield return fault;
        }

        var given = said.Fields.Select(f => f.Value).Concat(said.FromRegistration.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in type.Filing.Required.Where(r => !given.Contains(r.Value)))
            yield return new(said.At, $"'{type.Id}' is filed with '{missing}', which the portal neither asks nor knows", "Add it to `fields` or to `from-registration`");
    }

    private IReadOnlyList<Field>? Fields(Name form) => pack.Forms.FirstOrDefault(f => f.Id.Value == form.Value)?.Fields;

    private static IEnumerable<Fault> Unknown(Place at, IEnumerable<string> used, IReadOnlyCollection<string> known, string kind) =>
        used.Except(known, StringComparer.Ordinal).Select(name => new Fault(at, $"No {kind} is called '{name}'", PackNames.Suggest(name, known)));

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Luminance(string colour)
    {
        double Part(int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Colour();
}
