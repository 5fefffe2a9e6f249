namespace Atiende.Distribution.Rules;

/// <summary>The kind of door that an interaction came by.</summary>
public enum Channel
{
    /// <summary>A telephone call.</summary>
    Voice,

    /// <summary>A WhatsApp conversation.</summary>
    WhatsApp,

    /// <summary>A conversation on a web page.</summary>
    WebChat,

    /// <summary>A request over the portal.</summary>
    Web,

    /// <summary>A letter by electronic mail.</summary>
    Email,

    /// <summary>A paper form.</summary>
    Paper,

    /// <summary>Somebody at a counter.</summary>
    InPerson,
}
