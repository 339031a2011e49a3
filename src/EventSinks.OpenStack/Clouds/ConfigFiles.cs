using System.Text;
using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>Reads files with clouds: of each name the first on the search path that can be read, whole.</summary>
internal sealed class ConfigFiles(SearchPath path, Func<string, string?> variable, Findings findings)
{
    private readonly List<string> _passedOver = [];

    /// <summary>Gets the folders that files are looked for in.</summary>
    public IReadOnlyList<string> Folders => path.Folders;

    /// <summary>Gets the files that are there and could not be used.</summary>
    public IReadOnlyList<string> PassedOver => _passedOver;

    /// <summary>Finds and reads a file.</summary>
    /// <param name="name">Its name without what says how it is written.</param>
    /// <param name="overridingVariable">The variable that may name a file to try first, if there is one.</param>
    /// <returns>The file, or null if there is none that can be used.</returns>
    public ConfigFile? Find(string name, string? overridingVariable = null)
    {
        if (overridingVariable is not null && variable(overridingVariable) is { Length: > 0 } first)
        {
            if (TryRead(first) is { } file)
            {
                return file;
            }

            findings.Warn($"The file that {overridingVariable} names, {first}, cannot be used; others are looked for.");
        }

        return path.Candidates(name).Select(TryRead).FirstOrDefault(file => file is not null);
    }

    private ConfigFile? TryRead(string file)
    {
        if (!Path.Exists(file))
        {
            return null;
        }

        try
        {
            return Parse(file, ReadBytes(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            PassOver(file, "cannot be read");
            return null;
        }
    }

    private ConfigFile? Parse(string file, byte[] bytes)
    {
        // YAML knows no tabs between tokens. JSON does, and has them nowhere else.
        var isJson = file.EndsWith("json", StringComparison.Ordinal);
        var read = isJson ? YamlReader.ReadJson(Encoding.UTF8.GetString(bytes).Replace('\t', ' '), file) : YamlReader.Read(bytes, file);
        if (read.Diagnostics.FirstOrDefault(diagnostic => diagnostic.IsError) is { } error)
        {
            // What the reader says may quote the text, and with it a secret.
            PassOver(file, $"is no valid {(isJson ? "JSON" : "YAML")} at {error.Span}");
            return null;
        }

        switch (read.Value)
        {
            case YamlMap map:
                return new(file, Maps.Rename(map, key => key.ToPythonString()));
            case null or YamlNull:
                return new(file, Maps.Empty);
            default:
                PassOver(file, "holds no map");
                return null;
        }
    }

    private void PassOver(string file, string reason)
    {
        if (!_passedOver.Contains(file, StringComparer.Ordinal))
        {
            _passedOver.Add(file);
        }

        findings.Warn($"{file} {reason} and is passed over.");
    }

    // One byte more than the reader takes tells it that the file is too long, however long it is.
    private static byte[] ReadBytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[YamlLimits.Default.MaxBytes + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }
}
