using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using NodaTime;

namespace Atiende.Organizations;

/// <summary>Every version of a controlled document that was ever loaded, so that a run goes on with the one it began with.</summary>
public interface IProcedureVersions
{
    /// <summary>All versions of all documents of the current organisation: by code, the newest first.</summary>
    IReadOnlyList<ProcedureVersion> All { get; }

    /// <summary>One version by its document's code and its own <see cref="ProcedureVersion.Id"/>, or null.</summary>
    ProcedureVersion? Find(string code, string id);

    /// <summary>The version in force today, in the organisation's zone; null where there is none.</summary>
    ProcedureVersion? InForce(string code);

    /// <summary>Every document's version in force today, in the order of the pack.</summary>
    IReadOnlyList<ProcedureVersion> InForceToday { get; }
}

/// <summary>A controlled document as it was loaded at some time; never changes.</summary>
public sealed class ProcedureVersion
{
    private readonly Lazy<ProcedureText> text;

    internal ProcedureVersion(ProcedureVersionRow row)
    {
        (Code, Id, Version, LoadedAt) = (row.Code, row.Id, row.Version, row.LoadedAt);
        text = new(() => ProcedureText.Read(row));
    }

    /// <summary>The document's code.</summary>
    public string Code { get; }

    /// <summary>What a run keeps: the document's version, and which text of it where the same version was loaded with another text: "2", "2~2".</summary>
    public string Id { get; }

    /// <summary>The version as the document counts it.</summary>
    public string Version { get; }

    /// <summary>When it was loaded.</summary>
    public DateTimeOffset LoadedAt { get; }

    /// <summary>The document.</summary>
    public ControlledDocument Document => text.Value.Index.Document!;

    /// <summary>Its sections, for walking.</summary>
    public ProcedureIndex Index => text.Value.Index;

    /// <summary>The forms that its steps ask, as they were then, by id.</summary>
    public IReadOnlyDictionary<string, Form> Forms => text.Value.Forms;

    /// <summary>Whether it may be walked on a day.</summary>
    public bool IsInForce(LocalDate day) => Document.State is DocumentState.InForce
        && Document.InForceFrom <= day && (Document.InForceUntil is not { } until || day <= until);
}
