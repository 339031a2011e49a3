using System.Diagnostics;
using System.Text.Json;
using EventSinks.Support;
using EventSinks.Yaml.Corpus;

namespace EventSinks.Integration.PyYaml;

/// <summary>The real PyYAML, with Heat's loader: Debian's <c>python3-yaml</c>, driven by <c>corpus.py</c>.</summary>
internal static class PyYamlLoader
{
    // Debian's own: another Python in the path need not have the package.
    private const string Python = "/usr/bin/python3";

    private static string Corpus => Path.Combine(RepositoryFile.Root, "tests/EventSinks.Yaml.Tests/Corpus");

    /// <summary>Makes documents, the same ones for the same seed.</summary>
    public static Task<IReadOnlyList<CorpusRecord>> GenerateAsync(int seed, int count) => RunAsync("generate", $"{seed}", $"{count}");

    /// <summary>Reads the documents of a recorded corpus again.</summary>
    public static Task<IReadOnlyList<CorpusRecord>> ReadAgainAsync(string file) => RunAsync("record", Path.Combine(Corpus, file));

    /// <summary>Reads documents.</summary>
    public static async Task<IReadOnlyList<CorpusRecord>> ReadAsync(IEnumerable<string> documents)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, documents.Select(text => JsonSerializer.Serialize(new { text })));
            return await RunAsync("record", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<CorpusRecord>> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(Corpus, "corpus.py"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{Python}' did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var records = await CorpusRecord.ReadAsync(process.StandardOutput);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{await errors}\nbuild/install-servers.sh installs what this needs.");
        return records;
    }
}
