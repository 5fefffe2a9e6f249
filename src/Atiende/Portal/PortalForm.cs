using System.Collections.Immutable;
using Atiende.Organizations;
using Atiende.Procedures.Language;
using Atiende.Shell.Parts;
using Atiende.Values;
using NodaTime;

namespace Atiende.Portal;

/// <summary>A form of the portal as it was typed: what it says, and what is wrong with it, by field.</summary>
public sealed class PortalForm
{
    /// <summary>Text by field, to be shown again; never a password.</summary>
    public Dictionary<string, string> Typed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was read of it.</summary>
    public ImmutableSortedDictionary<string, Datum>.Builder Values { get; } =
        ImmutableSortedDictionary.CreateBuilder<string, Datum>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to change, by field.</summary>
    public Dictionary<string, Bilingual> Problems { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the fields of a posted form by their rules.</summary>
    public static PortalForm Read(IFormCollection form, IReadOnlyList<Field> fields, Organization organization, DateTimeOffset now)
    {
        var today = Instant.FromDateTimeOffset(now).InZone(organization.Times.Zone).Date;
        var read = new PortalForm();
        foreach (var field in fields)
        {
            var raw = FieldPosts.Raw(form, field);
            if (!field.Secret && raw is not null) read.Typed[field.Id] = raw;
            // A password is what was typed, spaces and all; it is read by who hashes it.
            var reading = FieldRules.Of(field, organization).Read(raw, today);
            // Who fills it in alone can look at the document again; at the desk a doubtful one is only pointed out.
            var problem = reading.Problem ?? (field.Type is FieldKind.Identity && reading.Warnings is [var doubt, ..] ? doubt : null);
            if (problem is not null) read.Problems[field.Id] = problem.Message;
            else if (!field.Secret && reading.Value is { IsEmpty: false } value) read.Values[field.Id] = value;
        }

        foreach (var field in fields.Where(f => f.Within is not null)) read.CheckWithin(field, organization);
        return read;
    }

    // A commune of another region, a sub-topic of another topic: without JavaScript all of them can be chosen.
    private void CheckWithin(Field field, Organization organization)
    {
        if (field.Catalogue is not { } catalogue || !Values.TryGetValue(field.Id, out var chosen)) return;

        var choice = FieldRules.Catalogue(catalogue, organization).FirstOrDefault(c => c.Key == chosen.ToText());
        if (choice?.Parent is not { } parent || (Values.TryGetValue(field.Within!.Value, out var within) && within.ToText() == parent)) return;

        Values.Remove(field.Id);
        Problems[field.Id] = new($"«{choice.Label}» es de «{parent}»: elija otra opción, o cambie la anterior.",
            $"\"{choice.Label}\" belongs to \"{parent}\": choose another, or change the one before.");
    }
}
