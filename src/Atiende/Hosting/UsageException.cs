namespace Atiende.Hosting;

/// <summary>The program was used or set up wrongly; the message is the one line the person reads.</summary>
public sealed class UsageException(string message) : Exception(message);
