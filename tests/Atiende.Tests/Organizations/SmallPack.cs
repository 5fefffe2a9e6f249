using Atiende.Packs.Reading;

namespace Atiende.Tests.Organizations;

/// <summary>A pack of a made-up organisation, small enough to change in a test.</summary>
internal static class SmallPack
{
    public const string Id = "xx-ejemplo";

    public static PackFiles Files(params (string Path, string? Text)[] changes)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["pack.yaml"] = """
                id: xx-ejemplo
                version: 1.0.0
                name: Institución de Ejemplo
                short-name: Ejemplo
                country: SV
                zone: America/El_Salvador
                language: es-SV
                currency: USD
                identity-document: dui
                person-called: persona
                """,
            ["calendar.yaml"] = """
                hours:
                  monday: ["08:00-17:00"]
                holidays: []
                """,
            ["people.yaml"] = """
                units:
                  - { id: centro, name: Centro de atención, attends: true }
                roles:
                  - { id: operador, name: Operador, kind: member, may: [attend], unit: centro }
                  - { id: coordinador, name: Coordinador, kind: member, may: [supervise], unit: centro }
                """,
            ["lines.yaml"] = """
                service-lines:
                  - { id: principal, name: Línea principal, channel: voice, number: "2200-0000" }
                queues: []
                """,
            ["systems/registro.yaml"] = Registro,
            ["systems/registro.persona.csv"] = Personas,
            ["procedures/guia/document.yaml"] = """
                code: GUIA
                title: Guía de ejemplo
                issuer: Institución de Ejemplo
                version: "1"
                state: in-force
                in-force-from: 2026-01-01
                objective: { text: Atender }
                scope: { text: Toda llamada }
                sections: [A]
                """,
            ["procedures/guia/A.yaml"] = """
                document: GUIA
                id: A
                title: Llamada
                role: operador
                starts: [{ line: principal }]
                steps:
                  - step: "1"
                    do: Saludar
                    end: concluded
                """,
        };
        foreach (var (path, text) in changes)
        {
            if (text is null) texts.Remove(path);
            else texts[path] = text;
        }

        return new(Id, texts);
    }

    public const string Registro = """
        id: registro
        name: Registro
        does: Personas de ejemplo
        records:
          - id: persona
            name: persona
            fields:
              - { id: DUI, label: DUI, type: identity, document: dui, required: true, personal: true }
              - { id: nombre, label: Nombre, required: true, personal: true }
              - { id: telefono, label: Teléfono, type: telephone, personal: true }
              - { id: nacimiento, label: Fecha de nacimiento, type: date, personal: true }
              - { id: saldo, label: Saldo, type: amount }
              - { id: estado, label: Estado }
            keys: [DUI, telefono]
            names: [nombre]
            title: "{nombre} · {DUI}"
            state-field: estado
            states:
              - { id: registrado, name: registrado }
              - { id: activo, name: activo, from: [registrado, activo] }
              - { id: retirado, name: retirado, from: [activo], final: true }
            seen-by: { nacimiento: [coordinador] }
            person: { document: DUI, telephone: telefono, name: nombre }
            joined-by: [DUI]
          - id: recibo
            name: recibo
            fields:
              - { id: numero, label: Número, required: true }
              - { id: DUI, label: DUI, type: identity, document: dui, personal: true }
              - { id: titular_dui, label: DUI del titular, type: identity, document: dui, personal: true }
              - { id: mes, label: Mes }
            keys: [numero, DUI]
            title: "Recibo {numero}"
            joined-by: [DUI]
        """;

    public const string Personas = """
        DUI,nombre,telefono,nacimiento,saldo,estado
        00000001-8,Ana Ejemplo Peña,7000-0001,1951-02-02,10.50,registrado
        00000002-6,Bruno Ejemplo Núñez,7000-0002,1952-03-03,,activo
        00000005-0,Ana Muestra Rivas,7000-0005,1955-06-06,3,activo
        """;
}
