using System.Text;
using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>A challenge or the answer to it: a scheme and its comma-separated parameters (RFC 3261 §20.7, §20.44, RFC 7616).</summary>
public sealed class AuthValue(string scheme) : IHeaderValue<AuthValue>
{
    private readonly List<SipParameter> parameters = [];

    /// <summary>Digest, or a scheme that nobody knows.</summary>
    public string Scheme { get; } = scheme;

    /// <summary>Whether the scheme is Digest.</summary>
    public bool IsDigest => string.Equals(Scheme, "Digest", StringComparison.OrdinalIgnoreCase);

    /// <summary>A parameter without its quotes; null where it is not there.</summary>
    public string? this[string name] =>
        parameters.FindIndex(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 ? Quoting.Unquote(parameters[at].Value) : null;

    /// <summary>Adds a parameter in quotes.</summary>
    public AuthValue Quoted(string name, string value)
    {
        parameters.Add(new(name, Quoting.Quote(value)));
        return this;
    }

    /// <summary>Adds a parameter as it is.</summary>
    public AuthValue Plain(string name, string value)
    {
        parameters.Add(new(name, value));
        return this;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Scheme);
        for (var at = 0; at < parameters.Count; at++) text.Append(at == 0 ? " " : ", ").Append(parameters[at].Name).Append('=').Append(parameters[at].Value);
        return text.ToString();
    }

    /// <inheritdoc/>
    public static AuthValue? Read(ref Scanner scanner)
    {
        var value = new AuthValue(scanner.Token("the scheme").ToString());
        scanner.SkipWhite();
        do
        {
            if (value.parameters.Count == SipParameters.Most) scanner.Fail("too many parameters");
            var name = scanner.Token("a parameter's name").ToString();
            if (!scanner.Skip('=')) scanner.Fail($"{name} has no value");
            if (scanner.Fault is not null || SipParameters.ReadValue(ref scanner) is not { } said) return null;

            // A nonce may end in = without being quoted by a careless peer.
            while (scanner.Next == '=') said += scanner.Take(1).ToString();
            value.parameters.Add(new(name, said));
        }
        while (scanner.Fault is null && scanner.Skip(','));

        return scanner.Fault is null ? value : null;
    }
}
