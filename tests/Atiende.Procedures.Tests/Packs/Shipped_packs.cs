using Atiende.Packs.Reading;
using Atiende.Procedures.Language;
using Atiende.Procedures.Walking;

namespace Atiende.Procedures.Tests.Packs;

public sealed class Shipped_packs
{
    private static readonly string[] MustLive = ["step", "branch", "role", "system", "field", "state", "notice"];

    public static TheoryData<string> Names => [.. Repository.Packs];

    [Fact]
    public void There_are_three() => Assert.Equal(["bo-comteco", "cl-soser", "sv-hacienda"], Repository.Packs);

    [Theory]
    [MemberData(nameof(Names))]
    public void Have_neither_errors_nor_warnings(string name)
    {
        var (pack, faults) = PackReader.Read(PackFiles.FromFolder(Repository.PathOf("packs", name)));

        Assert.Empty(faults);
        Assert.NotNull(pack);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Give_every_step_branch_role_system_field_state_and_notice_of_their_documents_a_place(string name)
    {
        var pack = ShippedPacks.Read(name);
        var documents = pack.Refs.Keys.Select(r => r.Split('/')[0]).ToHashSet();
        var rows = File.ReadLines(Repository.PathOf("packs", "traceability.tsv")).Skip(1).Select(l => l.Split('\t'))
            .Where(r => documents.Contains(r[0]) && MustLive.Contains(r[3])).Select(r => r[2]).ToList();

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Except(pack.Refs.Keys));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Walk_every_step_and_branch_under_its_own_ref(string name)
    {
        var pack = ShippedPacks.Read(name);
        var nodes = pack.Procedures.SelectMany(p => new ProcedureIndex(p.Document, p.Sections).Nodes).Select(n => n.Node.Ref).ToHashSet();
        var documents = nodes.OfType<string>().Select(r => r.Split('/')[0]).ToHashSet();
        var rows = File.ReadLines(Repository.PathOf("packs", "traceability.tsv")).Skip(1).Select(l => l.Split('\t'))
            .Where(r => documents.Contains(r[0]) && r[3] is "step" or "branch" && documents.Contains(r[0])).Select(r => r[2]).ToList();

        Assert.Empty(rows.Except(nodes.OfType<string>()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Say_in_English_what_they_say_in_Spanish(string name)
    {
        var pack = ShippedPacks.Read(name);
        var nodes = pack.Procedures.Concat(pack.Menus).SelectMany(p => new ProcedureIndex(p.Document, p.Sections).Nodes).ToList();
        IEnumerable<string?> words =
        [
            .. nodes.Select(n => n.Node.Do), .. nodes.Select(n => (n.Node as Branch)?.Condition),
            .. nodes.SelectMany(n => n.Node.Ask?.Fields ?? []).Select(f => f.Label),
            .. pack.Procedures.Select(p => p.Document!.Title), .. pack.Procedures.SelectMany(p => p.Sections).Select(s => s.Title),
            .. pack.People.Roles.Select(r => r.Name), .. pack.People.Units.Select(u => u.Name), .. pack.Lines.ServiceLines.Select(l => l.Name),
            .. pack.Texts.Select(t => t.Text), .. pack.Notices.Select(n => n.Text), .. pack.Cases.Select(c => c.Name),
            .. pack.Forms.SelectMany(f => f.Fields).Select(f => f.Label),
        ];

        Assert.Empty(words.OfType<string>().Distinct().Where(w => !pack.English.ContainsKey(w)).Take(20));
    }
}
