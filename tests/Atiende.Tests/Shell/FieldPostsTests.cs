using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Shell.Parts;
using Atiende.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Atiende.Tests.Shell;

public sealed class FieldPostsTests
{
    [Fact]
    public void Choices_come_one_a_line()
    {
        var form = Form(("run.servicios", ["Internet", "Televisión"]));

        Assert.Equal("Internet\nTelevisión", FieldPosts.Raw(form, Field("servicios", FieldKind.Choices), "run."));
    }

    [Fact]
    public void Rows_come_as_json_without_the_empty_ones()
    {
        var rows = Field("nucleo", FieldKind.Rows, Field("nombre"), Field("edad", FieldKind.Integer));
        var form = Form(
            ("nucleo[0].nombre", ["Persona Ejemplo Uno"]), ("nucleo[0].edad", ["41"]),
            ("nucleo[1].nombre", [""]), ("nucleo[1].edad", [""]),
            ("nucleo[2].nombre", ["Persona Ejemplo Dos"]), ("nucleo[2].edad", [""]));

        var raw = FieldPosts.Raw(form, rows)!;

        Assert.Equal(["Persona Ejemplo Uno", "Persona Ejemplo Dos"], FieldPosts.Rows(raw).Select(row => row["nombre"]));
        Assert.False(FieldPosts.Rows(raw)[1].ContainsKey("edad"));
    }

    [Fact]
    public void A_field_that_was_not_on_the_page_is_not_an_empty_one()
    {
        Assert.Null(FieldPosts.Raw(Form(), Field("nombre")));
        Assert.Equal("", FieldPosts.Raw(Form(("nombre", [""])), Field("nombre")));
    }

    [Fact]
    public void A_stored_value_looks_as_it_was_typed()
    {
        Assert.Equal("Madre\nPadre", FieldPosts.Raw(Datum.Of([Datum.Of("Madre"), Datum.Of("Padre")])));
        Assert.Equal("12.5", FieldPosts.Raw(Datum.Of(12.5m)));
        var rows = Datum.Of([Datum.Of([KeyValuePair.Create("nombre", Datum.Of("Persona Ejemplo Uno"))])]);
        Assert.Equal("Persona Ejemplo Uno", Assert.Single(FieldPosts.Rows(FieldPosts.Raw(rows)))["nombre"]);
    }

    [Fact]
    public void Rows_that_are_no_rows_show_none() => Assert.Empty(FieldPosts.Rows("{ no"));

    private static Field Field(string id, FieldKind kind = FieldKind.Text, params Field[] columns) =>
        new() { Id = new Name(id, default), Label = id, Type = kind, Columns = columns };

    private static FormCollection Form(params (string Name, string[] Values)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Values)));
}
