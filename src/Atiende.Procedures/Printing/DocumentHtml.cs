using System.Reflection;
using System.Text;
using Atiende.Procedures.Language;
using Atiende.Procedures.Printing.Flow;
using Atiende.Procedures.Walking;
using NodaTime.Text;

namespace Atiende.Procedures.Printing;

/// <summary>
/// A controlled document as one page of HTML to be printed, in the form of the sources: a heading with code, version and page on every
/// sheet, the parts in their order, each section as a table Responsable | Paso | Acción, its diagrams, the change log, and on every sheet that
/// it is a copy that nobody controls.
/// </summary>
public sealed class DocumentHtml
{
    /// <summary>What the page may do: show itself.</summary>
    public const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dd/MM/uuuu");
    private static readonly string Css = ReadCss();

    private readonly ControlledDocument _document;
    private readonly ProcedureIndex _index;
    private readonly IDocumentNames _names;
    private readonly Phrases _phrases;
    private readonly PrintStamp _stamp;
    private readonly StringBuilder _html = new(100_000);
    private int _part;

    private DocumentHtml(ProcedureIndex index, IDocumentNames names, PrintStamp stamp)
    {
        _document = index.Document ?? throw new ArgumentException("A machine's menu has no document to print.", nameof(index));
        (_index, _names, _phrases, _stamp) = (index, names, new(names), stamp);
    }

    /// <summary>The page of a version of a document.</summary>
    public static string Of(ProcedureIndex index, IDocumentNames names, PrintStamp stamp) => new DocumentHtml(index, names, stamp).Write();

    private string Write()
    {
        Head();
        Cover();
        Passages(L("Objetivo", "Objective"), [_document.Objective]);
        Passages(L("Alcance", "Scope"), [_document.Scope]);
        Passages(L("Responsable del seguimiento", "Responsible"), _document.Responsible is { } responsible ? [responsible] : []);
        Passages(L("Referencias normativas", "References"), _document.References);
        Definitions();
        Responsibilities();
        Passages(L("Lineamientos generales", "General guidelines"), _document.Guidelines);
        Passages(L("Unidades relacionadas", "Related units"), _document.Units);
        Related();
        Sections();
        Passages(L("Documentos del procedimiento", "Documents of the procedure"), _document.Documents);
        Passages(L("Anexos", "Annexes"), _document.Annexes);
        Changes();
        Passages(L("Cómo se lee este documento", "How this document is read"), _document.Readings);
        Diagrams();
        return _html.Append("</main></body></html>").ToString();
    }

    private void Head()
    {
        var title = In(_document.Title);
        Put($"<!DOCTYPE html><html lang=\"{_names.Language}\"><head><meta charset=\"utf-8\">");
        Put($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\"><title>{E($"{_document.Code} · {title}")}</title><style>");
        Put(Css);
        Put($":root{{--issuer:{CssText.Quote(In(_document.Issuer))};--title:{CssText.Quote(title)};");
        Put($"--code:{CssText.Quote(L("Código: ", "Code: ") + _document.Code + "\n" + VersionLine() + "\n" + L("Página ", "Page "))};");
        Put($"--of:{CssText.Quote(L(" de ", " of "))};--copy:{CssText.Quote(Legend())}}}</style></head>");
        Put($"<body class=\"{(_stamp.InForce ? "in-force" : "not-in-force")}\"><div class=\"watermark\" aria-hidden=\"true\">{E(Mark())}</div><main>");
    }

    private string Mark() => _stamp.InForce ? L("COPIA NO CONTROLADA", "UNCONTROLLED COPY") : L("VERSIÓN NO VIGENTE", "NOT IN FORCE");

    private string VersionLine() => L("Versión: ", "Version: ") + _document.Version
        + (_document.Revision is { } revision ? $" · {In(revision)}" : "");

    private string Legend()
    {
        var printed = L($"Impresa el {_stamp.At}", $"Printed {_stamp.At}") + (string.IsNullOrEmpty(_stamp.By) ? "" : L($" por {_stamp.By}", $" by {_stamp.By}"));
        var valid = _stamp.InForce
            ? L("Vale mientras la versión siga vigente: compruébelo en la biblioteca antes de usarla.", "Valid while the version is in force: check in the library before using it.")
            : L("No la use: consulte la versión vigente en la biblioteca.", "Do not use it: see the version in force in the library.");
        return $"::: {Mark()} :::\n{printed}. {valid}";
    }

    private void Cover()
    {
        Put($"<section class=\"cover\"><p class=\"org\">{E(_stamp.Organization)}</p><h1>{E(In(_document.Title))}</h1><table class=\"control\"><tbody>");
        Fact(L("Emite", "Issued by"), In(_document.Issuer));
        Fact(L("Proceso", "Process"), _document.Process is { } process ? In(process) : null);
        Fact(L("Código", "Code"), _document.Code + (_document.CodeIsCoined ? L(" (asignado aquí: el texto no trae código)", " (given here: the text carries none)") : ""));
        Fact(L("Versión", "Version"), _document.Version);
        Fact(L("Revisión", "Revision"), _document.Revision is { } revision ? In(revision) : null);
        Fact(L("Estado", "State"), StateName(_document.State));
        Fact(L("Vigencia", "In force"), L("desde el ", "since ") + Day.Format(_document.InForceFrom)
            + (_document.InForceUntil is { } until ? L(" hasta el ", " until ") + Day.Format(until) : ""));
        Put("</tbody></table>");
        Approvals();
        Contents();
        Put("</section>");
    }

    private void Fact(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Put($"<tr><th scope=\"row\">{E(name)}</th><td>{E(value)}</td></tr>");
    }

    private string StateName(DocumentState state) => state switch
    {
        DocumentState.Draft => L("Borrador", "Draft"),
        DocumentState.Reviewed => L("Revisado", "Reviewed"),
        DocumentState.Approved => L("Aprobado", "Approved"),
        DocumentState.InForce => L("Vigente", "In force"),
        _ => L("Reemplazado", "Superseded"),
    };

    private void Approvals()
    {
        if (_document.Approvals.Count == 0) return;

        Put($"<table class=\"approvals\"><thead><tr><th>{E(L("Acto", "Act"))}</th><th>{E(L("Cargo", "Post"))}</th><th>{E(L("Fecha", "Date"))}</th><th>{E(L("Firma", "Signature"))}</th></tr></thead><tbody>");
        foreach (var approval in _document.Approvals)
            Put($"<tr><td>{E(ActName(approval.Act))}</td><td>{E(In(approval.By))}</td><td>{(approval.On is { } day ? Day.Format(day) : "")}</td><td></td></tr>");
        Put("</tbody></table>");
    }

    private string ActName(ApprovalKind act) => act switch
    {
        ApprovalKind.Prepared => L("Elaboró", "Prepared"),
        ApprovalKind.Reviewed => L("Revisó", "Reviewed"),
        _ => L("Aprobó", "Approved"),
    };

    private void Contents()
    {
        Put($"<h2 class=\"plain\">{E(L("Contenido", "Contents"))}</h2><ol class=\"contents\">");
        foreach (var section in Printed())
            Put($"<li><span class=\"id\">{E(section.Id)}</span> {E(In(section.Title))}</li>");
        Put("</ol>");
    }

    private IEnumerable<Section> Printed() =>
        _document.Sections.Select(id => _index.Sections.GetValueOrDefault(id)).OfType<Section>();

    private void Heading(string title) => Put($"<h2><span class=\"id\">{++_part}.</span> {E(title)}</h2>");

    private void Passages(string title, IReadOnlyList<Passage> passages)
    {
        if (passages.Count == 0) return;

        Heading(title);
        foreach (var passage in passages)
        {
            var lead = passage.Title is { } name ? $"<b>{E(In(name))}</b> " : "";
            var paragraphs = In(passage.Text).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var (paragraph, i) in paragraphs.Select((p, i) => (p, i)))
                Put($"<p{(passages.Count > 1 ? " class=\"item\"" : "")}>{(i == 0 ? lead : "")}{E(paragraph)}</p>");
        }
    }

    private void Definitions()
    {
        if (_document.Definitions.Count == 0) return;

        Heading(L("Definiciones", "Definitions"));
        Put("<dl>");
        foreach (var definition in _document.Definitions)
            Put($"<div><dt>{E(In(definition.Term))}</dt><dd>{E(In(definition.Text))}</dd></div>");
        Put("</dl>");
    }

    private void Responsibilities()
    {
        if (_document.Responsibilities.Count == 0) return;

        Heading(L("Responsabilidades", "Responsibilities"));
        foreach (var post in _document.Responsibilities)
        {
            Put($"<h3>{E(In(post.Of))}</h3><ul>");
            foreach (var duty in post.Duties) Put($"<li>{E(In(duty.Text))}</li>");
            Put("</ul>");
        }
    }

    private void Related()
    {
        if (_document.Before.Count + _document.After.Count == 0) return;

        Heading(L("Procedimientos relacionados", "Related procedures"));
        Put($"<table><thead><tr><th>{E(L("Código", "Code"))}</th><th>{E(L("Procedimiento", "Procedure"))}</th><th>{E(L("Relación", "Relation"))}</th></tr></thead><tbody>");
        foreach (var one in _document.Before) Row(one, L("entra de", "comes from"));
        foreach (var one in _document.After) Row(one, L("sigue en", "goes on in"));
        Put("</tbody></table>");

        void Row(RelatedProcedure one, string relation) =>
            Put($"<tr><td>{E(one.Code)}</td><td>{E(In(one.Title))}</td><td>{E(relation)}</td></tr>");
    }

    private void Sections()
    {
        Heading(L("Descripción del procedimiento", "Description of the procedure"));
        foreach (var section in Printed())
        {
            Put($"<section class=\"section\"><h3 class=\"section-title\"><span class=\"id\">{E(section.Id)}</span> {E(In(section.Title))}</h3>");
            if (section.Summary is { } summary) Put($"<p class=\"summary\">{E(In(summary))}</p>");
            Steps(section);
            Put("</section>");
        }
    }

    private void Steps(Section section)
    {
        Put($"<table class=\"steps\"><thead><tr><th>{E(L("Responsable", "Responsible"))}</th><th>{E(L("Paso", "Step"))}</th><th>{E(L("Acción", "Action"))}</th></tr></thead><tbody>");
        foreach (var row in SectionTable.Of(_index, section, _names))
        {
            Put($"<tr id=\"{row.Anchor}\"><td class=\"role{(row.RoleSpan == 0 ? " same" : "")}\"><span>{E(row.RoleName)}</span></td><td class=\"number\">{E(row.Number)}</td><td>");
            if (row.Do is { } sentence) Put($"<p class=\"do\">{E(sentence)}</p>");
            foreach (var line in row.Lines) Line(line);
            Put("</td></tr>");
        }

        Put("</tbody></table>");
    }

    // The words to say and the texts at hand are the desk's; the printed form has what is asked, searched, left behind and decided.
    private void Line(ActionLine line)
    {
        var depth = $"d{Math.Min(line.Depth, 3)}";
        switch (line.Kind)
        {
            case ActionKind.Branch:
                Put($"<p class=\"branch {depth}\"><b>{line.Mark}</b> {E(line.Text)}{(line.Goes is { } goes ? $"<span class=\"goes\">: {E(goes)}</span>" : "")}</p>");
                break;
            case ActionKind.Goes:
                Put($"<p class=\"goes {depth}\">{E(line.Text)}.</p>");
                break;
            case ActionKind.Asks:
                Put($"<p class=\"leaves {depth}\"><i>{E(L("Datos:", "Data:"))}</i> {E(line.Text)}</p>");
                break;
            case ActionKind.LooksUp:
                Put($"<p class=\"leaves {depth}\"><i>{E(L("Consulta:", "Looks up:"))}</i> {E(line.Text)}</p>");
                break;
            case ActionKind.Calls or ActionKind.Does:
                Put($"<p class=\"leaves {depth}\"><i>→</i> {E(line.Text)}</p>");
                break;
            case ActionKind.Tells:
                Put($"<p class=\"leaves {depth}\"><i>{E(L("Informa:", "Tells:"))}</i> {E(line.Text)}</p>");
                break;
        }
    }

    private void Changes()
    {
        if (_document.Changes.Count == 0) return;

        Heading(L("Control de cambios", "Change log"));
        Put($"<table><thead><tr><th>{E(L("N.º", "No."))}</th><th>{E(L("Cambio", "Change"))}</th></tr></thead><tbody>");
        foreach (var change in _document.Changes) Put($"<tr><td class=\"number\">{E(change.Number)}</td><td>{E(In(change.Text))}</td></tr>");
        Put("</tbody></table>");
    }

    private void Diagrams()
    {
        Put("<section class=\"diagrams\">");
        foreach (var (section, i) in Printed().Select((s, i) => (s, i)))
        {
            // What is wide has a sheet across.
            var drawing = FlowLayout.Of(FlowGraphBuilder.Of(_index, section, _names));
            Put($"<figure class=\"{(drawing.Width > drawing.Height ? "wide" : "tall")}\">");
            if (i == 0) Heading(L("Diagramas de flujo", "Flow diagrams"));
            Put($"<figcaption><span class=\"id\">{E(section.Id)}</span> {E(In(section.Title))}</figcaption>");
            Put(FlowSvg.Of(drawing, L("Diagrama de flujo de ", "Flow diagram of ") + In(section.Title)));
            Put("</figure>");
        }

        Put("</section>");
    }

    private void Put(string html) => _html.Append(html);

    private string In(string text) => _names.In(text);

    private string L(string spanish, string english) => _phrases.Of(spanish, english);

    private static string E(string text) => HtmlText.Encode(text);

    private static string ReadCss()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("printing/document.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
