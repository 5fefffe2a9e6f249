namespace Atiende.Values.Tests;

public sealed class CoveringTests
{
    private static readonly string[] Known = ["Persona Ejemplo", "Muñoz del Río"];

    [Theory]
    [InlineData("Soy Persona Ejemplo Muñoz", "Soy ▒▒▒ ▒▒▒ ▒▒▒")]
    [InlineData("PERSONA EJEMPLO, señora MUNOZ", "▒▒▒ ▒▒▒, señora ▒▒▒")]
    [InlineData("del río crecido", "del ▒▒▒ crecido")]
    [InlineData("Escriba a uno.dos@ejemplo.invalid.", "Escriba a ▒▒▒.")]
    [InlineData("RUT 11.111.111-1 o 12345678-k", "RUT ▒▒▒ o ▒▒▒")]
    [InlineData("al +56 9 8765 4321, o (2) 2345 6789", "al ▒▒▒, o ▒▒▒")]
    [InlineData("El folio PAE-2026-000123 del 2026-11-05 y del 5-11-2026", "El folio PAE-2026-000123 del 2026-11-05 y del 5-11-2026")]
    [InlineData("120 raciones en el RBD 90001, a las 12:30", "120 raciones en el RBD 90001, a las 12:30")]
    [InlineData("", "")]
    public void Personal_data_is_covered_and_the_rest_stands(string text, string covered) => Assert.Equal(covered, Covering.Of(text, Known));
}
