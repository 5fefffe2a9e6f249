namespace Atiende.Shell;

/// <summary>The one event stream that a page of somebody on duty listens to, and the names of its events; see <c>web/src/live.ts</c>.</summary>
/// <param name="Url">Its address; null for none.</param>
/// <param name="Events">Names of the events it may carry.</param>
public sealed record LiveStream(string? Url, IReadOnlyList<string> Events);
