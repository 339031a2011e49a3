using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventSinks.Discovery;

/// <summary>Reads a lock file. What is not exactly of the format is refused as a whole: half a lock locks nothing.</summary>
internal static partial class PluginLockReader
{
    // 100,000 files.
    private const int MaxBytes = 16 * 1024 * 1024;

    public static PluginLock Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(ReadBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("version", out var version)
                && version.ValueKind is JsonValueKind.Number
                && !(version.TryGetInt32(out var number) && number == PluginLock.FormatVersion))
            {
                throw Fault(path, $"it is of version {version.GetRawText()}, and this host reads version {PluginLock.FormatVersion}");
            }

            var read = PluginLockFormat.Parse(document);
            return FindFault(read.Plugins) is { } fault ? throw Fault(path, fault) : new PluginLock(read.Plugins);
        }
        catch (JsonException error)
        {
            throw Fault(path, $"it is no JSON of a lock file: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fault(path, error.Message, error);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        var size = new FileInfo(path).Length;
        return size <= MaxBytes ? File.ReadAllBytes(path) : throw new IOException($"it has {size} bytes; a lock file has at most {MaxBytes}");
    }

    private static string? FindFault(IReadOnlyList<LockedPlugin?> plugins)
    {
        foreach (var plugin in plugins)
        {
            if (plugin is null)
            {
                return "a plug-in is null";
            }

            if ((LockedPath.FindFaultOfName(plugin.Name) is { } wrong ? $"the plug-in's name \"{plugin.Name}\" {wrong}" : FindFault(plugin)) is { } fault)
            {
                return fault;
            }
        }

        return FindTwice(plugins.Select(static plugin => plugin!.Name)) is { } twice ? $"the plug-in {twice} is there twice" : null;
    }

    private static string? FindFault(LockedPlugin plugin)
    {
        foreach (var type in (IReadOnlyList<string?>)plugin.SinkTypes)
        {
            if (type is null || !SinkExportRules.IsSinkType(type))
            {
                return $"{plugin.Name}: \"{type}\" is no sink type";
            }
        }

        foreach (var file in (IReadOnlyList<LockedFile?>)plugin.Files)
        {
            if (file is null)
            {
                return $"{plugin.Name}: a file is null";
            }

            if (LockedPath.FindFault(file.Path) is { } wrong)
            {
                return $"{plugin.Name}: the path \"{file.Path}\" {wrong}";
            }

            if (file.Size < 0 || !Sha256().IsMatch(file.Sha256))
            {
                return $"{plugin.Name}: {file.Path} has no size of 0 or more and SHA-256 of 64 characters 0-9 and a-f";
            }
        }

        return FindTwice(plugin.Files.Select(static file => file.Path)) is { } twice ? $"{plugin.Name}: the path \"{twice}\" is there twice" : null;
    }

    // Some file systems take names that differ in case for one.
    private static string? FindTwice(IEnumerable<string> names) =>
        names.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static same => same.Count() > 1)?.Key;

    private static PluginLockException Fault(string path, string fault, Exception? error = null) =>
        new($"the lock file {path} cannot be used: {fault.ReplaceLineEndings(" ")}", error);

    [GeneratedRegex("^[0-9a-f]{64}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sha256();
}
