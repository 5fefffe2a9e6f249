using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>The notices with which a case's person is written to besides what its procedure sends.</summary>
[Means("The notices with which a case's person is written to besides what its procedure sends; {texto} is what is written, {enlace} the portal's page.")]
public sealed record CaseMessages
{
    public Place At { get; init; }

    [Means("The notice that carries a message: {texto} is the message.")]
    public required Name Write { get; init; }

    [Means("The notice that asks for more: {texto} is what is asked, {enlace} where it is answered.")]
    public required Name Ask { get; init; }

    [Means("The notice that asks, once it is closed, what the person thinks of the answer: {enlace} becomes five links, one for each mark.")]
    public Name? Opinion { get; init; }
}

/// <summary>How a case is opened again after it was closed.</summary>
[Means("How a case is opened again after it was closed: within how many days, in which state, and where its procedure begins again.")]
public sealed record CaseReopening
{
    public Place At { get; init; }

    [Means("Within how many days of its closing.")]
    public required int Days { get; init; }

    [Means("The state in which it then is, by id.")]
    public required Name State { get; init; }

    [Means("The section of its filing's document that begins again, at its first step.")]
    public required Name Section { get; init; }

    [Means("The notice to who writes when the days are over: {enlace} is where a new request is filed.")]
    public Name? TooLate { get; init; }

    [Means("Replies by mail that say only this are kept and do not open it again, such as gracias.")]
    public IReadOnlyList<string> Thanks { get; init; } = [];
}
