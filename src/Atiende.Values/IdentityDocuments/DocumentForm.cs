namespace Atiende.Values.IdentityDocuments;

/// <summary>How one country's document is read.</summary>
internal abstract class DocumentForm
{
    /// <summary>What is said when the form is not right.</summary>
    public abstract FieldProblem Problem { get; }

    /// <summary>The document, or null when the text has not its form.</summary>
    public abstract IdentityDocument? Read(string text);

    /// <summary>Upper case, one sort of dash, single spaces, without a label such as "C.I." before it.</summary>
    protected static string Clean(string text, string label = "")
    {
        var clean = string.Join(' ', text.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        clean = string.Concat(clean.Select(c => c is '‐' or '‑' or '–' or '—' or '−' ? '-' : c));
        var spelled = string.Join('.', label.AsEnumerable());
        foreach (var prefix in new[] { spelled + ".", spelled, label })
        {
            if (label.Length > 0 && clean.StartsWith(prefix, StringComparison.Ordinal))
                return clean[prefix.Length..].TrimStart(' ', ':', '.');
        }

        return clean;
    }
}
