using System.Collections.Immutable;
using System.Text;

namespace Atiende.Sip.Sdp;

/// <summary>Who made a description, and which of theirs it is (RFC 4566 §5.2).</summary>
/// <param name="User">The user's name, or -.</param>
/// <param name="Id">The session's number: the same as long as the session.</param>
/// <param name="Version">One more with each change (RFC 3264 §8).</param>
/// <param name="Address">IPv4 or IPv6 address, or a host name.</param>
public sealed record Origin(string User, ulong Id, ulong Version, string Address);

/// <summary>One a= line: a property (no value) or a pair.</summary>
public sealed record SdpAttribute(string Name, string? Value = null)
{
    /// <inheritdoc/>
    public override string ToString() => Value is null ? $"a={Name}" : $"a={Name}:{Value}";
}

/// <summary>Which way media flows, as the describer sees it (RFC 4566 §6).</summary>
public enum MediaDirection
{
    SendReceive,
    SendOnly,
    ReceiveOnly,
    Inactive,
}

/// <summary>A session's description (RFC 4566). What is not modelled is kept as lines, and written at its place.</summary>
public sealed record SessionDescription(Origin Origin)
{
    /// <summary>s=</summary>
    public string Name { get; init; } = "-";

    /// <summary>The address of c=; null where each medium says its own.</summary>
    public string? Address { get; init; }

    /// <summary>i=, u=, e=, p=, b=, t=, r=, z= and k= lines.</summary>
    public ImmutableArray<(char Type, string Value)> Lines { get; init; } = [];

    /// <summary>a= lines of the session.</summary>
    public ImmutableArray<SdpAttribute> Attributes { get; init; } = [];

    /// <summary>The media, in the order that offer and answer share.</summary>
    public ImmutableArray<MediaDescription> Media { get; init; } = [];

    /// <summary>The first medium of audio that is not refused; null where there is none.</summary>
    public MediaDescription? Audio => Media.FirstOrDefault(medium => medium.Kind == "audio" && medium.Port != 0);

    /// <summary>Where a medium is received.</summary>
    public string? AddressOf(MediaDescription medium) => medium.Address ?? Address;

    /// <summary>Which way a medium flows; what the session says holds where the medium says nothing. The old 0.0.0.0 is hold too (RFC 3264 §8.4).</summary>
    public MediaDirection DirectionOf(MediaDescription medium)
    {
        var said = SdpText.Direction(medium.Attributes) ?? SdpText.Direction(Attributes) ?? MediaDirection.SendReceive;
        return AddressOf(medium) is not "0.0.0.0" ? said : said is MediaDirection.SendReceive or MediaDirection.SendOnly ? MediaDirection.SendOnly : MediaDirection.Inactive;
    }

    /// <summary>The same with all media going another way, one version on (hold and resume, RFC 3264 §8.4).</summary>
    public SessionDescription WithDirection(MediaDirection direction) => this with
    {
        Origin = Origin with { Version = Origin.Version + 1 },
        Attributes = Attributes.RemoveAll(SdpText.IsDirection),
        Media = [.. Media.Select(medium => medium with { Attributes = medium.Attributes.RemoveAll(SdpText.IsDirection).Add(new(SdpText.Word(direction))) })],
    };

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>As on the wire.</summary>
    public override string ToString() => SdpText.Write(this);

    /// <summary>Reads a description.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SessionDescription? description, out SipFault? fault) =>
        SdpReader.TryRead(bytes, out description, out fault);

    /// <summary>Reads a description.</summary>
    /// <exception cref="SipFaultException">It is none.</exception>
    public static SessionDescription Parse(ReadOnlySpan<byte> bytes) => TryParse(bytes, out var description, out var fault) ? description : throw new SipFaultException(fault!);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static SessionDescription Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));
}
