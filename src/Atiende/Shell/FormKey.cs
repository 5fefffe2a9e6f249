using System.Security.Cryptography;

namespace Atiende.Shell;

/// <summary>What makes a form that is sent twice one: the key that its page gave it.</summary>
public static class FormKey
{
    private const int Length = 32;

    /// <summary>The form's <c>key</c>; one of its own where the page gave none, and then each sending is another.</summary>
    public static string Of(IFormCollection form) =>
        form["key"].ToString() is { Length: Length } given ? given : RandomNumberGenerator.GetHexString(Length, lowercase: true);
}
