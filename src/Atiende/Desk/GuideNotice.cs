using Atiende.Procedures.Walking;

namespace Atiende.Desk;

/// <summary>What the guide says above the step, after an answer that was not taken.</summary>
public enum GuideNotice
{
    None,
    Fields,
    AnyOf,
    Reason,
    Moved,
    Choice,
    Waits,
    Beginning,
    Nobody,
    Ended,
}

/// <summary>The words for a refusal.</summary>
public static class GuideNotices
{
    public static GuideNotice Of(Refusal refusal) => refusal switch
    {
        Refusal.NeedsChoice or Refusal.UnknownChoice => GuideNotice.Choice,
        Refusal.WaitsForRole or Refusal.NotWaiting => GuideNotice.Waits,
        Refusal.AtTheBeginning => GuideNotice.Beginning,
        Refusal.NobodyAbove => GuideNotice.Nobody,
        Refusal.Ended => GuideNotice.Ended,
        _ => GuideNotice.Moved,
    };
}
