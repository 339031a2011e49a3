using System.Diagnostics;

namespace EventSinks.Packages.Tests.Support;

/// <summary>Runs a program as a person would in a folder of theirs, and shows its whole output where it fails.</summary>
/// <param name="program">The program, such as <c>dotnet</c>.</param>
/// <param name="folder">The folder it runs in.</param>
/// <param name="variables">Variables besides those of this process.</param>
internal sealed class Command(string program, string folder, IReadOnlyDictionary<string, string> variables)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string> Always = new(StringComparer.Ordinal)
    {
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        // A node or a compiler that outlives its build would hold the output open, and the folder.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>Runs it to a good end, and gives its output.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output) = await TryAsync(arguments);
        Assert.That(code, Is.Zero, () => $"'{program} {string.Join(' ', arguments)}' in {folder} ended with {code}:\n{output}");
        return output;
    }

    /// <summary>Runs it, and gives how it ended, and its standard output followed by its standard error.</summary>
    public async Task<(int Code, string Output)> TryAsync(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments)) ?? throw new InvalidOperationException($"'{program}' did not start.");
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{program} {string.Join(' ', arguments)}' in {folder} was still at it after {Patience}:\n{await output}{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What 'dotnet test' leaves behind for its own build is about another SDK's folder, and this build's settings.
        foreach (var name in start.Environment.Keys.Where(static name => IsOfABuild(name)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Always.Concat(variables))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOfABuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "CI" or "RunAnalyzers" or "VSTEST_CONNECTION_TIMEOUT";
}
