namespace Atiende.Storage;

/// <summary>A store outside this machine (files of cases in S3) cannot serve at the moment; the message is for the operator.</summary>
public sealed class StoreAwayException(string message, Exception? inner = null) : IOException(message, inner);
