using System.Security.Cryptography;
using System.Text;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Cases.Relations;

/// <summary>By what a case is taken for the same matter as another: two of one key are alike.</summary>
internal sealed class CaseLikeness : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }

    /// <summary>The type and what its duplicates share, hashed.</summary>
    public required string Key { get; set; }

    /// <summary>When the case was opened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The key of a case; null where its type says nothing of duplicates, or nothing is known that could be shared.</summary>
    public static string? KeyOf(CaseType type, string? kind, Guid? contact, IReadOnlyDictionary<string, Datum> fields)
    {
        if (type.Duplicates is not { } rule) return null;

        var shared = rule.Same.Select(name => (Name: name.Value, Value: Value(name.Value, kind, contact, fields))).ToList();
        // Two of whom the person is not known are not of one person; and where nothing is known nothing is shared.
        if (shared.Exists(s => s is { Name: CaseDuplicates.Contact, Value: "" }) || shared.TrueForAll(s => s.Value.Length == 0)) return null;

        var text = string.Join('\n', shared.Select(s => $"{s.Name}={s.Value}").Prepend(type.Id.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Value(string name, string? kind, Guid? contact, IReadOnlyDictionary<string, Datum> fields) => name switch
    {
        CaseDuplicates.Contact => contact?.ToString("N") ?? "",
        CaseDuplicates.Kind => Folding.Fold(kind ?? ""),
        _ => fields.TryGetValue(name, out var value) ? CasePlan.Bare(value) : "",
    };
}

internal sealed class CaseLikenessTable : IEntityTypeConfiguration<CaseLikeness>
{
    public void Configure(EntityTypeBuilder<CaseLikeness> table)
    {
        table.ToTable("CaseLikenesses");
        table.HasKey(x => new { x.OrganizationId, x.CaseId });
        table.Property(x => x.Key).HasMaxLength(64);
        table.HasIndex(x => new { x.OrganizationId, x.Key, x.At });
    }
}
