namespace EventSinks.Tool.Hosting;

/// <summary>Where a command's plug-ins come from.</summary>
/// <param name="Folders">The plug-in folders that were named, by their full paths.</param>
/// <param name="Lock">The lock file that they are held to, by its full path; null for none.</param>
internal sealed record PluginChoice(IReadOnlyList<string> Folders, string? Lock);
