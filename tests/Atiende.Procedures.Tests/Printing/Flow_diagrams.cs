using Atiende.Packs.Printing;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Procedures.Printing.Flow;
using Atiende.Procedures.Tests.Packs;
using Atiende.Procedures.Walking;

namespace Atiende.Procedures.Tests.Printing;

/// <summary>The diagram of every section of the shipped packs: all of it is there, and nothing lies on anything else.</summary>
public sealed class Flow_diagrams
{
    public static TheoryData<string, string> Sections
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in Repository.Packs)
                foreach (var section in ShippedPacks.Read(name).Procedures.SelectMany(p => p.Sections))
                    all.Add(name, section.Id.Value);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Show_every_step_and_every_branch(string pack, string id)
    {
        var (index, section) = Find(pack, id);
        var graph = FlowGraphBuilder.Of(index, section, Names(pack));
        var branches = index.Nodes.Where(n => n.Section.Id.Value == id && n.Node is Branch).ToList();

        Assert.Equal(section.Steps.Select(s => s.Number.Value), graph.Nodes.Where(n => n.Kind == FlowNodeKind.Step).Select(n => n.Number));
        Assert.Equal(branches.Count, graph.Nodes.Where(n => n.Kind == FlowNodeKind.Branch).Sum(n => n.Texts.Length));
        Assert.All(Enumerable.Range(0, graph.Nodes.Length), i =>
            Assert.True(graph.Nodes[i].Kind is FlowNodeKind.End or FlowNodeKind.Connector == !graph.Edges.Any(e => e.From == i)));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Lay_no_box_on_another(string pack, string id)
    {
        var boxes = Draw(pack, id).Boxes;

        for (var i = 0; i < boxes.Count; i++)
            for (var j = i + 1; j < boxes.Count; j++)
                Assert.False(Overlap(boxes[i], boxes[j]), $"{boxes[i].Node.Texts[0]} lies on {boxes[j].Node.Texts[0]}");
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Lead_arrows_downwards_from_box_to_box_and_through_none(string pack, string id)
    {
        var drawing = Draw(pack, id);

        Assert.All(drawing.Lines, line =>
        {
            Assert.All(line.Points.Zip(line.Points.Skip(1)), leg => Assert.True(leg.First.Y <= leg.Second.Y && (leg.First.X == leg.Second.X || leg.First.Y == leg.Second.Y)));
            Assert.Contains(drawing.Boxes, box => Touches(box, line.Points[0], bottom: true) && box.Node == drawing.Graph.Nodes[line.Edge.From]);
            Assert.Contains(drawing.Boxes, box => Touches(box, line.Points[^1], bottom: false) && box.Node == drawing.Graph.Nodes[line.Edge.To]);
            Assert.All(drawing.Boxes, box => Assert.DoesNotContain(line.Points.Zip(line.Points.Skip(1)), leg => Crosses(box, leg.First, leg.Second)));
        });
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Are_the_same_each_time(string pack, string id) => Assert.Equal(FlowSvg.Of(Draw(pack, id), "x"), FlowSvg.Of(Draw(pack, id), "x"));

    [Fact]
    public void Show_where_another_role_goes_on()
    {
        var graph = Draw("sv-hacienda", "7.4").Graph;

        Assert.Equal(["Operador/a de Call Center", "Coordinador/a de Call Center"], graph.Roles.Select(r => r.Name));
        Assert.Contains(graph.Edges, e => e.HandsOver && graph.Nodes[e.From].Number == "07" && graph.Nodes[e.To].Number == "08");
        Assert.Contains(graph.Edges, e => e.HandsOver && graph.Nodes[e.To].Number == "09");
    }

    [Fact]
    public void Lead_back_and_elsewhere_by_connectors()
    {
        var texts = Draw("sv-hacienda", "7.1").Graph.Nodes.Where(n => n.Kind == FlowNodeKind.Connector).Select(n => n.Texts[0]).ToList();

        Assert.Contains("Vuelve al paso 02", texts);
        Assert.Contains("7.2 · paso 01", texts);
    }

    private static bool Overlap(FlowBox a, FlowBox b) =>
        a.X < b.X + b.Shape.Width && b.X < a.X + a.Shape.Width && a.Y < b.Y + b.Shape.Height && b.Y < a.Y + a.Shape.Height;

    private static bool Touches(FlowBox box, (double X, double Y) point, bool bottom) =>
        Math.Abs(point.X - box.X - (box.Shape.Width / 2)) < 0.01 && Math.Abs(point.Y - box.Y - (bottom ? box.Shape.Height : 0)) < 0.01;

    private static bool Crosses(FlowBox box, (double X, double Y) from, (double X, double Y) to) =>
        Math.Min(from.X, to.X) < box.X + box.Shape.Width - 0.1 && Math.Max(from.X, to.X) > box.X + 0.1
        && Math.Min(from.Y, to.Y) < box.Y + box.Shape.Height - 0.1 && Math.Max(from.Y, to.Y) > box.Y + 0.1;

    private static FlowDrawing Draw(string pack, string id)
    {
        var (index, section) = Find(pack, id);
        return FlowLayout.Of(FlowGraphBuilder.Of(index, section, Names(pack)));
    }

    private static (ProcedureIndex Index, Section Section) Find(string pack, string id)
    {
        var procedure = ShippedPacks.Read(pack).Procedures.First(p => p.Sections.Any(s => s.Id.Value == id));
        return (new(procedure.Document, procedure.Sections), procedure.Sections.First(s => s.Id.Value == id));
    }

    private static PackNames Names(string pack) => new(ShippedPacks.Read(pack), new PackWords(ShippedPacks.Read(pack)), "es");
}
