using System.Collections.Immutable;

namespace Atiende.Sip.Sdp;

/// <summary>Answers offers (RFC 3264 §6).</summary>
public static class SdpAnswer
{
    /// <summary>
    /// The answer of somebody who could offer <paramref name="own"/>: one medium for each of the offer, in its order; a medium is refused with port 0 where no codec is common.
    /// The offerer's payload numbers are used, the offerer's order of preference is kept.
    /// </summary>
    public static SessionDescription To(SessionDescription offer, SessionDescription own)
    {
        var free = own.Media.ToList();
        var media = ImmutableArray.CreateBuilder<MediaDescription>();
        foreach (var offered in offer.Media)
        {
            var mine = offered.Port == 0 ? null : free.Find(medium => medium.Kind == offered.Kind && medium.Protocol == offered.Protocol);
            var common = mine is null ? [] : offered.Codecs.Where(codec => mine.Codecs.Any(codec.Same)).ToList();
            if (mine is null || !common.Any(codec => !string.Equals(codec.Name, "telephone-event", StringComparison.OrdinalIgnoreCase)))
            {
                media.Add(new(offered.Kind, 0, offered.Protocol) { Formats = offered.Formats });
                continue;
            }

            free.Remove(mine);
            var direction = Answering(offer.DirectionOf(offered), own.DirectionOf(mine));
            var answer = mine.WithCodecs(common);
            media.Add(answer with { Attributes = answer.Attributes.RemoveAll(SdpText.IsDirection).Add(new(SdpText.Word(direction))) });
        }

        return own with { Media = media.ToImmutable() };
    }

    /// <summary>Whether an answer fits its offer: as many media, of the same kinds (RFC 3264 §6).</summary>
    public static bool Fits(SessionDescription offer, SessionDescription answer) =>
        offer.Media.Length == answer.Media.Length && offer.Media.Zip(answer.Media).All(pair => pair.First.Kind == pair.Second.Kind);

    /// <summary>What is answered to a direction by one who would go another (RFC 3264 §6.1).</summary>
    public static MediaDirection Answering(MediaDirection offered, MediaDirection own)
    {
        var send = offered is MediaDirection.SendReceive or MediaDirection.ReceiveOnly && own is MediaDirection.SendReceive or MediaDirection.SendOnly;
        var receive = offered is MediaDirection.SendReceive or MediaDirection.SendOnly && own is MediaDirection.SendReceive or MediaDirection.ReceiveOnly;
        return (send, receive) switch
        {
            (true, true) => MediaDirection.SendReceive,
            (true, false) => MediaDirection.SendOnly,
            (false, true) => MediaDirection.ReceiveOnly,
            _ => MediaDirection.Inactive,
        };
    }
}
