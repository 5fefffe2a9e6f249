using System.Text.Json.Nodes;
using Atiende.Packs.Reading;

namespace Atiende.Procedures.Tests.Packs;

public sealed class Schemas
{
    public static TheoryData<string> Kinds => [.. FileKinds.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Are_published_as_the_reader_reads(string kind) =>
        Assert.Equal(FileKinds.All.Single(k => k.Name == kind).Schema(), File.ReadAllText(Repository.PathOf("packs", "schemas", $"{kind}.json")));

    [Fact]
    public void Know_the_keys_of_a_step()
    {
        var section = JsonNode.Parse(FileKinds.All.Single(k => k.Name == "section").Schema())!;

        var step = section["$defs"]!["step"]!;
        Assert.False(step["additionalProperties"]!.GetValue<bool>());
        Assert.Contains("step", step["required"]!.AsArray().Select(r => r!.ToString()));
        Assert.Contains("decide", step["properties"]!.AsObject().Select(p => p.Key));
    }
}
