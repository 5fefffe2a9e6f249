using System.Diagnostics;
using System.Text;
using Atiende.Mail.Mime;
using Atiende.Replies;

namespace Atiende.Tests.Replies;

/// <summary>What is new in a mail, without what it answers to; and what a machine wrote.</summary>
public sealed class MailTextTests
{
    [Theory]
    [InlineData("Sí, fue el lunes.\n\nEl lun, 2 nov 2026 a las 14:05, CANAL-PAE (<canal@ejemplo.invalid>)\nescribió:\n\n> Estimado usuario:\n> ¿Cuándo fue?", "Sí, fue el lunes.")]
    [InlineData("Yes.\n\nOn Mon, Nov 2, 2026 at 2:05 PM Canal <canal@ejemplo.invalid> wrote:\n> Dear", "Yes.")]
    [InlineData("Adjunto la foto\n\n-----Mensaje original-----\nDe: Canal", "Adjunto la foto")]
    [InlineData("Listo\n\nDe: Canal <canal@ejemplo.invalid>\nEnviado el: lunes, 2 de noviembre de 2026 14:05\nPara: uno@ejemplo.invalid\nAsunto: Ticket", "Listo")]
    [InlineData("Hola\n________________________________\nDe: Canal\nEnviado: ayer", "Hola")]
    [InlineData("> ¿Cuándo fue?\nEl lunes\n> ¿Dónde?\nEn la escuela", "> ¿Cuándo fue?\nEl lunes\n> ¿Dónde?\nEn la escuela")]
    [InlineData("El lunes 2 escribió mi hija en la pizarra: no hay comida\nDe: nadie me dijeron nada", "El lunes 2 escribió mi hija en la pizarra: no hay comida\nDe: nadie me dijeron nada")]
    [InlineData("Gracias\n-- \nPersona Ejemplo\nTeléfono", "Gracias")]
    [InlineData("On y va, dijo.\nSigo", "On y va, dijo.\nSigo")]
    public void What_is_quoted_is_cut_off_and_what_was_written_stays(string text, string said) =>
        Assert.Equal(said, QuotedHistory.Cut(text));

    [Fact]
    public void HTML_becomes_text_without_what_it_quotes_or_runs()
    {
        const string Html = "<html><head><style>p{}</style></head><body><div>Fue el <b>lunes</b>,&nbsp;creo</div><p>Saludos<br>Ana</p><script>alert(1)</script>"
            + "<div class=\"gmail_quote\">El lun… <blockquote>Estimado</blockquote></div></body></html>";
        var message = MimeReader.Read(Encoding.UTF8.GetBytes($"Content-Type: text/html; charset=utf-8\n\n{Html}"));

        Assert.Equal("Fue el lunes, creo\nSaludos\nAna", MailText.New(message));
        Assert.Contains("Estimado", MailText.Whole(message), StringComparison.Ordinal);
        Assert.DoesNotContain("alert", MailText.Whole(message), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_quoted_is_kept_whole() =>
        Assert.Equal("> Estimado\n> Adiós", MailText.New(MimeReader.Read("Subject: x\n\n> Estimado\n> Adiós\n"u8.ToArray())));

    [Theory]
    [InlineData("<div>"), InlineData("<table><tr><td>"), InlineData("<b><p>"), InlineData("<a href=x><a>"), InlineData("<svg><math>")]
    public void HTML_that_nests_without_end_is_read_in_time(string nested)
    {
        var clock = Stopwatch.StartNew();

        MailText.New(MimeReader.Read(Encoding.UTF8.GetBytes("Content-Type: text/html\n\n" + string.Concat(Enumerable.Repeat(nested, 60_000)) + "fin")));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", "auto-submitted")]
    [InlineData("Auto-Submitted: no\n", null)]
    [InlineData("Return-Path: <>\n", "bounce")]
    [InlineData("Return-Path: <uno@ejemplo.invalid>\n", null)]
    [InlineData("Content-Type: multipart/report; boundary=b\n", "bounce")]
    [InlineData("Precedence: Bulk\n", "precedence")]
    [InlineData("X-Auto-Response-Suppress: All\n", "auto-response")]
    [InlineData("List-Id: <lista.ejemplo.invalid>\n", "auto-response")]
    [InlineData("Subject: Respuesta automática: Ticket\n", "out-of-office")]
    [InlineData("Subject: =?utf-8?Q?Respuesta_autom=C3=A1tica=3A?= x\n", "out-of-office")]
    [InlineData("Subject: RE: fuera de la oficina no había nadie\n", null)]
    [InlineData("From: MAILER-DAEMON@ejemplo.invalid\n", "no-reply")]
    public void What_a_machine_wrote_is_told_from_what_a_person_did(string headers, string? why) =>
        Assert.Equal(why, IncomingMail.Read("f", Encoding.UTF8.GetBytes($"{headers}\nHola")).Machine);

    [Fact]
    public void A_mail_names_what_it_answers_nearest_first_and_folios_of_its_subject()
    {
        var mail = IncomingMail.Read("f", "Subject: RE: Ticket pae-2026-000123: respuesta 72\nIn-Reply-To: <b@x>\nReferences: <a@x>\n <b@x>\nFrom: Uno <UNO@ejemplo.invalid>\n\nx"u8.ToArray());

        Assert.Equal(["b@x", "a@x"], mail.Answers);
        Assert.Equal(["PAE-2026-000123"], mail.Folios);
        Assert.Equal(("uno@ejemplo.invalid", "Uno"), (mail.From, mail.FromName));
        Assert.StartsWith("sha256:", mail.Id, StringComparison.Ordinal);
    }
}
