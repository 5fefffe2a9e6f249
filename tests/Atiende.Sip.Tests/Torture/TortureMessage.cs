using System.Text;
using System.Text.RegularExpressions;

namespace Atiende.Sip.Tests.Torture;

/// <summary>A message of RFC 4475, from the notation of its section 2 to its octets.</summary>
internal static partial class TortureMessage
{
    public static byte[] Bytes(string name)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Torture", "messages", $"{name}.txt"));
        text = Repeat().Replace(text, match => string.Concat(Enumerable.Repeat(match.Groups["what"].Value, int.Parse(match.Groups["count"].Value, null))));
        using var bytes = new MemoryStream();
        var at = 0;
        foreach (Match hex in Hex().Matches(text))
        {
            bytes.Write(Lines(text[at..hex.Index]));
            bytes.Write(Convert.FromHexString(hex.Groups["octets"].Value.ReplaceLineEndings("")));
            at = hex.Index + hex.Length;
        }

        bytes.Write(Lines(text[at..]));
        return bytes.ToArray();
    }

    public static SipRead Read(string name) => MessageReader.Read(Bytes(name));

    /// <summary>A message that is well formed, checked as the stack checks it.</summary>
    public static T Good<T>(string name) where T : SipMessage
    {
        var read = Read(name);
        Assert.Null(read.Fault);
        var message = Assert.IsType<T>(read.Message);
        Assert.Null(MessageCheck.Of(message));
        return message;
    }

    /// <summary>What is wrong with a message, in reading or in the check after it.</summary>
    public static SipFault Fault(string name)
    {
        var read = Read(name);
        var fault = read.Fault ?? (read.Message is null ? null : MessageCheck.Of(read.Message));
        Assert.NotNull(fault);
        return fault;
    }

    private static byte[] Lines(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));

    [GeneratedRegex("<repeat count=(?<count>[0-9]+)>(?<what>.*?)</repeat>", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Repeat();

    [GeneratedRegex("<hex>(?<octets>.*?)</hex>", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Hex();
}
