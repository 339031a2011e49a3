using System.Diagnostics;
using System.Text.Json;

namespace EventSinks.Integration.OpenStackSdk;

/// <summary>The real openstacksdk: Debian's <c>python3-openstacksdk</c>, driven by <c>clouds.py</c>.</summary>
internal static class SdkReader
{
    // Debian's own: another Python in the path need not have the package.
    private const string Python = "/usr/bin/python3";

    /// <summary>Has openstacksdk read cases.</summary>
    /// <param name="cases">The cases, each with the folder that its files are in.</param>
    /// <returns>What was read, by the names of clouds.yaml; or <c>error</c>.</returns>
    public static async Task<IReadOnlyList<Dictionary<string, string>>> ReadAsync(IEnumerable<(SdkCase Case, SdkMachine Machine)> cases)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "OpenStackSdk", "clouds.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{Python}' did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        foreach (var (asked, machine) in cases)
        {
            var line = new { root = machine.Root, variables = machine.Variables, cloud = asked.Cloud, region = asked.Region };
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(line));
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{await errors}\nbuild/install-servers.sh installs what this needs.");
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonSerializer.Deserialize<Dictionary<string, string>>(line)!)];
    }
}
