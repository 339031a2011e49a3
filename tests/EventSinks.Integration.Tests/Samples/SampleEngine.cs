using System.Diagnostics;

namespace EventSinks.Integration.Samples;

/// <summary>Runs samples/ConsoleHost as a process of its own, without a terminal.</summary>
internal static class SampleEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Gives the path of one of samples/environments, as the build puts them beside the program.</summary>
    public static string Environment(string name) => Path.Combine(AppContext.BaseDirectory, "environments", name);

    public static async Task<SampleRun> RunAsync(string environment, params (string Name, string Value)[] variables)
    {
        // A store has one owner, and these tests run beside each other.
        var folder = Directory.CreateTempSubdirectory("eventsinks-sample-");
        var store = Path.Combine(folder.FullName, "events.db");
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "ConsoleHost.dll"), "--speed", "20", "--store", store, "--environment", environment])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("'dotnet' did not start.");
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new SampleRun(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            folder.Delete(recursive: true);
        }
    }
}
