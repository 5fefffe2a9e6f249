namespace Atiende.Distribution.Rules;

/// <summary>Rules that cannot be worked with.</summary>
/// <param name="message">What is at fault, by name.</param>
public sealed class RuleFaultException(string message) : Exception(message);
