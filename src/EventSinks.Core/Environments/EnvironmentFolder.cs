using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Reads the operator's environment: all files of a folder, such as Heat's <c>environment.d</c>.</summary>
public static class EnvironmentFolder
{
    /// <summary>
    /// Reads the files of a folder in the ordinal order of their names, each on top of those before it; names that begin with a dot, and
    /// folders, are left out. Nothing that is wrong is fatal: such a file is a diagnostic, and left out.
    /// </summary>
    /// <param name="path">The folder. One that cannot be read is a diagnostic, too.</param>
    /// <param name="limits">How large each file may be; null for <see cref="YamlLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The environment, for <see cref="StackEventsBuilder.UseGlobalEnvironment"/>, and what is wrong.</returns>
    public static async Task<EnvironmentFolderResult> ReadAsync(
        string path, YamlLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[] files;
        try
        {
            files = [.. Directory.EnumerateFiles(path).Where(static file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (EnvironmentFile.IsUnreadable(error))
        {
            var message = $"the folder cannot be read: {error.Message}";
            return new(StackEnvironment.Empty, [Diagnostic.Error(EnvironmentDiagnosticCodes.FileUnreadable, message, path, SourceSpan.None)]);
        }

        var environment = StackEnvironment.Empty;
        List<Diagnostic> diagnostics = [];
        foreach (var file in files)
        {
            var read = await EnvironmentReader.TryReadFileAsync(file, limits, cancellationToken).ConfigureAwait(false);
            diagnostics.AddRange(read.Diagnostics);
            environment = read.IsValid ? environment.Update(read.Environment) : environment;
        }

        return new(environment, diagnostics);
    }
}
