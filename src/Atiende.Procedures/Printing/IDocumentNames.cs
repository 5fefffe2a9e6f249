namespace Atiende.Procedures.Printing;

/// <summary>What the ids in a document are called, in the language it is shown in.</summary>
public interface IDocumentNames
{
    /// <summary>The language: <c>es</c> or <c>en</c>.</summary>
    string Language { get; }

    /// <summary>A text of the document in that language; itself where nobody translated it.</summary>
    string In(string text);

    /// <summary>A role, unit or system.</summary>
    string Who(string id);

    /// <summary>A record type of a system, with the system's name.</summary>
    string Record(string system, string record);

    /// <summary>A case type.</summary>
    string Case(string id);

    /// <summary>A state of a case type.</summary>
    string CaseState(string id, string state);

    /// <summary>What a notice is about.</summary>
    string Notice(string id);

    /// <summary>A text to say or to have at hand: its heading, and its words.</summary>
    (string? Title, string Words) Text(string id);

    /// <summary>A printed document.</summary>
    string Paper(string id);

    /// <summary>The labels of a form's fields.</summary>
    IReadOnlyList<string> Form(string id);

    /// <summary>What starts a section, in words: a line, a channel, a period.</summary>
    string Start(Language.Start start);
}
