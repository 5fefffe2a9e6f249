using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Procedures.Printing;

/// <summary>The sentences that a document's form adds to its own words, in Spanish or English.</summary>
internal sealed class Phrases(IDocumentNames names)
{
    /// <summary>The English or the Spanish.</summary>
    public string Of(string spanish, string english) => new Bilingual(spanish, english).In(names.Language);

    public string GoesOn(string step) => Of($"continúa con el paso {step}", $"goes on with step {step}");

    public string GoesOnIn(string section, string step) => Of($"continúa en {section}, paso {step}", $"goes on in {section}, step {step}");

    public string Ends(End end) => end switch
    {
        { ContinuesIn: { } code } => Of($"continúa con el procedimiento {code}", $"goes on with procedure {code}"),
        { Kind: EndKind.Return } => Of("vuelve a donde se llamó", "returns to where it was called"),
        _ => Of("concluye el procedimiento", "the procedure ends"),
    };

    public string Calls(string section) => Of($"Recorre {section} y vuelve aquí", $"Goes through {section} and comes back here");

    public string Routes() => Of("Consulta las reglas de derivación en vigencia", "Asks the routing rules in force");

    /// <summary>By when, as a person says it.</summary>
    public string ByWhen(Due due)
    {
        var count = due switch
        {
            { Hours: { } n } => Of($"en {n} h", $"within {n} h"),
            { Days: { } n } => Of($"en {n} {(n == 1 ? "día" : "días")}", $"within {n} {(n == 1 ? "day" : "days")}"),
            { WorkingHours: { } n } => Of($"en {n} h hábiles", $"within {n} working h"),
            { WorkingDays: { } n } => Of($"en {n} {(n == 1 ? "día hábil" : "días hábiles")}", $"within {n} working {(n == 1 ? "day" : "days")}"),
            { Of: not null } => Of("en el plazo de la regla", "within the rule's time"),
            { NextMonth: true } => Of("el primer día del mes siguiente", "on the first day of next month"),
            _ => Of("en el mismo día", "the same day"),
        };
        return due.From is null ? count : Of($"{count} desde el ingreso", $"{count} from its entry");
    }

    /// <summary>What an effect does, one sentence without a full stop.</summary>
    public string Does(Effect effect) => effect switch
    {
        SaveEffect save => Save(save),
        SubOrderEffect sub => Of($"Suborden «{Said(sub.Name)}»: {sub.State}", $"Sub-order “{Said(sub.Name)}”: {sub.State}"),
        ReiterateEffect again => Of($"Reitera con la misma causa: {Said(again.Record)}", $"Repeats with the same cause: {Said(again.Record)}"),
        UpdateEffect { Of: null } made => Of($"Crea {Called(made)}", $"Creates {Called(made)}"),
        UpdateEffect changed => Of($"Actualiza {Called(changed)}", $"Updates {Called(changed)}"),
        MailEffect mail => WithDue(Of($"Envía por correo a {names.Who(mail.To)}: {names.Notice(mail.Notice)}", $"Mails to {names.Who(mail.To)}: {names.Notice(mail.Notice)}"), mail.Due),
        TransferEffect transfer => Transfer(transfer),
        HandOverEffect over => HandOver(over),
        PromiseEffect promise => WithDue(Of($"Compromiso: {Said(promise.About)}", $"Promise: {Said(promise.About)}"), promise.Due),
        DirectEffect direct => Of($"Dirige a {names.Who(direct.To)}", $"Directs to {names.Who(direct.To)}") + (direct.For is null ? "" : $" ({Said(direct.For)})"),
        PrintEffect print => Of($"Imprime: {names.Paper(print.Document)}", $"Prints: {names.Paper(print.Document)}"),
        FolderEffect folder => Of($"Actualiza la carpeta compartida: {List(folder.Files)}", $"Updates the shared folder: {List(folder.Files)}"),
        ReportEffect report => Of($"Informe: {Said(report.Name)}", $"Report: {Said(report.Name)}") + (report.To is { } to ? Of($" para {names.Who(to)}", $" for {names.Who(to)}") : ""),
        ReviewEffect review => Of($"Revisión: {Said(review.Name)}", $"Review: {Said(review.Name)}"),
        DiscloseEffect disclose => Of($"Informa el dato {disclose.Fact}", $"Tells the value of {disclose.Fact}"),
        CheckRouteEffect { To: null } => Of("Anota que la derivación era la correcta", "Notes that the routing was right"),
        CheckRouteEffect => Of("Anota la derivación corregida", "Notes the routing as corrected"),
        CheckEffect check => Of($"Comprueba: {Said(check.Name)}", $"Checks: {Said(check.Name)}"),
        _ => effect.GetType().Name,
    };

    // What is filled in when it happens stands in brackets.
    private string Said(string text) => Template.Fill(names.In(text), place => $"[{place}]");

    private string Save(SaveEffect save)
    {
        var kind = save.Kind ?? save.KindIfNone;
        var said = Of($"Registra {names.Case(save.Case)}", $"Records {names.Case(save.Case)}");
        if (kind is not null && Template.Only(kind) is null) said += Of($" «{Said(kind)}»", $" “{Said(kind)}”");
        if (save.State is { } state) said += Of($", estado {names.CaseState(save.Case, state)}", $", state {names.CaseState(save.Case, state)}");
        if (save.To is not { } to) return said;

        var who = Template.Only(to) is null ? names.Who(to) : Said(to);
        return said + Of($", para {who}", $", for {who}");
    }

    private string Called(UpdateEffect update) =>
        update.Called is { } called ? $"{Said(called)} ({names.Who(update.System)})" : names.Record(update.System, update.Record);

    private string Transfer(TransferEffect transfer)
    {
        var said = Of($"Transfiere la llamada a {List(transfer.To.Select(Said), " o ")}", $"Transfers the call to {List(transfer.To.Select(Said), " or ")}");
        return transfer.Options.Count == 0 ? said : said + Of($", opción {List(transfer.Options)}", $", option {List(transfer.Options)}");
    }

    private string HandOver(HandOverEffect over)
    {
        var to = over.Called is { } called ? Said(called) : List(over.To.Select(t => Template.Only(t) is null ? names.Who(t) : Said(t)));
        var said = Of($"Entrega a {to}", $"Hands over to {to}") + (over.About is null ? "" : $": {Said(over.About)}");
        if (over.AnotherPerson) said += Of(" (otra persona)", " (another person)");
        return WithDue(said, over.Due);
    }

    private string WithDue(string said, Due? due) => due is null ? said : $"{said}, {ByWhen(due)}";

    private static string List(IEnumerable<string> items, string between = ", ") => string.Join(between, items);
}
