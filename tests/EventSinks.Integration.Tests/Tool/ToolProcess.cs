using System.Diagnostics;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Tool;

/// <summary>The eventsinks command as people run it: a process of its own, with plug-ins that it finds, on the real Zaqar.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private Task<string>? _out;

    private ToolProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public StreamReader Out => _process.StandardOutput;

    public static ToolProcess Start(string projectId, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "eventsinks.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["OS_AUTH_TYPE"] = "none",
                ["OS_ENDPOINT"] = ZaqarServer.Url.ToString(),
                ["OS_PROJECT_ID"] = projectId,
                ["OS_TOKEN"] = null,
            },
        };
        return new ToolProcess(Process.Start(start) ?? throw new InvalidOperationException("'dotnet' did not start."));
    }

    /// <summary>Writes lines to its standard input; waits while it takes none.</summary>
    public async Task WriteAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await _process.StandardInput.WriteLineAsync(line);
        }

        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Ends its standard input.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for the end, and gives what it has written.</summary>
    public async Task<(int Code, string Out, string Error)> EndAsync(TimeSpan? patience = null)
    {
        _out ??= _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(patience ?? TimeSpan.FromMinutes(1), TimeProvider.System);
        return (_process.ExitCode, await _out, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
