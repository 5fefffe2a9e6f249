using System.Text.Json;
using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Api;

/// <summary>The body of a request to file a case, as the case type's fields; what is wrong with its form stands by its path.</summary>
internal sealed class CaseBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly CaseNames names;

    private CaseBody(CaseNames names, string channel) => (this.names, Channel) = (names, channel);

    public string Channel { get; private set; }

    public Dictionary<string, string> Fields { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Bilingual[]> Errors { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is no JSON, or says a member twice.</exception>
    public static async Task<CaseBody> Read(Stream json, CaseFiling filing, CaseNames names, CancellationToken cancel)
    {
        using var document = await JsonDocument.ParseAsync(json, Strict, cancel);
        // Programs come through the first channel of the pack unless they say another.
        var body = new CaseBody(names, filing.Channels.Keys.First());
        if (document.RootElement.ValueKind is not JsonValueKind.Object) body.Refuse("", new("El cuerpo es un objeto JSON.", "The body is a JSON object."));
        else body.Take(document.RootElement, "");
        return body;
    }

    private void Take(JsonElement of, string within)
    {
        foreach (var member in of.EnumerateObject())
        {
            var path = within + member.Name;
            if (within.Length == 0 && member.Name == "contact")
            {
                if (member.Value.ValueKind is JsonValueKind.Object) Take(member.Value, "contact.");
                else Refuse(path, new("Es un objeto con los datos de la persona.", "It is an object with the person's data."));
            }
            else if (within.Length == 0 && member.Name == "channel" && member.Value.ValueKind is JsonValueKind.String) Channel = member.Value.GetString()!;
            else if (names.Field(path) is { } field) Take(field, path, member.Value);
            else Refuse(path, Unknown(within.Length > 0));
        }
    }

    private void Take(string field, string path, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: Fields[field] = value.GetString()!; break;
            case JsonValueKind.Number: Fields[field] = value.GetRawText(); break;
            case JsonValueKind.Null: break;
            default: Refuse(path, new("Es un texto.", "It is a text.")); break;
        }
    }

    private void Refuse(string path, Bilingual said) => Errors[path] = [said];

    private Bilingual Unknown(bool inContact)
    {
        var known = string.Join(", ", names.Names(inContact).Concat(inContact ? [] : ["channel", "contact"]));
        return new($"No hay un dato con este nombre. Hay: {known}.", $"There is no member of this name. There are: {known}.");
    }
}
