using Atiende.Sip.Transactions;

namespace Atiende.Sip.Calls;

/// <content>
/// Session timers (RFC 4028): one of both refreshes the session at half its interval; whoever hears no refresh hangs up shortly before the end.
/// A call whose peer died is noticed so, even where the peer knows nothing of timers: then we refresh.
/// </content>
public sealed partial class Call
{
    private uint interval;
    private bool weRefresh = true;
    private bool peerUpdates;
    private Alarms.Alarm? refreshing;

    private void LearnPeer(SipMessage message) => peerUpdates = message.Headers.Has(HeaderName.Allow) ? message.Says(HeaderName.Allow, SipMethod.Update) : peerUpdates;

    private void AskForTimer(SipRequest request)
    {
        if (interval == 0) interval = agent.Options.SessionInterval;
        if (interval == 0) return;

        var role = request.To.Tag is null ? SipParameters.None : SipParameters.None.With("refresher", weRefresh ? "uac" : "uas");
        request.Headers.Set(HeaderName.SessionExpires, new Seconds(interval) { Parameters = role });
        request.Headers.Set(HeaderName.MinSe, new Seconds(agent.Options.ShortestSession));
    }

    // §7.4: the peer wants a longer one; false where it asks for nothing that could be given.
    private bool TakeMinimum(SipResponse response)
    {
        if (response.Headers.Get<Seconds>(HeaderName.MinSe) is not { } least || least.Value <= interval || least.Value > 86_400) return false;

        interval = least.Value;
        return true;
    }

    // §9: 422 where the interval is shorter than we like and the peer can ask again.
    private bool TooShort(ServerTransaction transaction)
    {
        if (!agent.IsTooShort(transaction.Request)) return false;

        Respond(transaction, 422, response => response.Headers.Set(HeaderName.MinSe, new Seconds(agent.Options.ShortestSession)));
        return true;
    }

    // §9: what we say to the peer's wish. Without a word on who refreshes, who can does.
    private void AnswerTimer(SipRequest request, SipResponse response)
    {
        var asked = request.Headers.Get<Seconds>(HeaderName.SessionExpires);
        var knows = request.Supports("timer");
        interval = asked?.Value ?? (interval != 0 ? interval : agent.Options.SessionInterval);
        if (interval == 0) return;

        weRefresh = !(knows && asked?.Parameters["refresher"]?.ToLowerInvariant() is "uac" or null && asked is not null);
        if (asked is null && !knows) return;

        response.Headers.Set(HeaderName.SessionExpires, new Seconds(interval) { Parameters = SipParameters.None.With("refresher", weRefresh ? "uas" : "uac") });
        if (!weRefresh) response.Headers.Add(HeaderName.Require, "timer");
    }

    // §7.2: what the peer said to ours. Where it said nothing, it knows no timers, and we refresh for both.
    private void TakeTimer(SipResponse response)
    {
        var said = response.Headers.Get<Seconds>(HeaderName.SessionExpires);
        if (said is not null && said.Value > 0) interval = Math.Max(said.Value, 10);
        weRefresh = said?.Parameters["refresher"]?.ToLowerInvariant() is not "uas";
    }

    private void StartTimer()
    {
        StopTimers();
        if (interval == 0 || State == CallState.Ended) return;

        if (weRefresh) refreshing = layer.Alarms.Set(TimeSpan.FromSeconds(interval / 2.0), Refresh);
        else refreshing = layer.Alarms.Set(TimeSpan.FromSeconds(interval - Math.Min(32, interval / 3.0)), () => Bye(CallEndKind.Vanished, "SIP;cause=408;text=\"no refresh of the session\"")); // §10
    }

    private void StopTimers()
    {
        refreshing?.Stop();
        refreshing = null;
    }

    private void Refresh()
    {
        if (State != CallState.Established) return;

        StartTimer(); // Should this one be lost in glare, the next comes in time.
        if (!peerUpdates)
        {
            if (queued is null && !IsBusy && Media.Local is not null) Offer(Media.Local);
            return;
        }

        SendRequest(SipMethod.Update, AskForTimer, response =>
        {
            if (State != CallState.Established || response.IsProvisional) return;
            if (response.IsSuccess)
            {
                TakeTimer(response);
                StartTimer();
            }
            else if (response.Status is 408 or 481)
            {
                Vanish(response, response.Status);
            }
            else if (response.Status is 405 or 501)
            {
                peerUpdates = false;
                Refresh();
            }
            else if (response.Status == 422 && TakeMinimum(response))
            {
                Refresh();
            }
        }, _ => Vanish(null, 408));
    }
}
