using System.Diagnostics;

namespace EventSinks.Integration.Support;

/// <summary>What <c>test.sh</c> says of a server through variables, and the script that runs it. A test without them fails and says so.</summary>
/// <param name="server">The server's name, for messages.</param>
/// <param name="variable">The variable with the script's path.</param>
internal sealed class ServerScript(string server, string variable)
{
    /// <summary>Runs the script, and returns what it printed. The test fails when the script does.</summary>
    public async Task<string> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        var script = Variable(variable);
        var start = new ProcessStartInfo(script, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{script}' did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.That(process.ExitCode, Is.Zero, $"{Path.GetFileName(script)} {string.Join(' ', start.ArgumentList)}:\n{await output}{await errors}");
        return await output;
    }

    /// <summary>Reads a variable; the test fails when it is not set.</summary>
    public string Variable(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value))
        {
            Assert.Fail(
                $"This test needs a real {server}, but {name} is not set: run ./test.sh, or leave these tests out with --filter TestCategory!={ZaqarServer.Category}.");
        }

        return value!;
    }
}
