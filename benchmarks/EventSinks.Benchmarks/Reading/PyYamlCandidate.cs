using System.Diagnostics;
using System.Globalization;
using EventSinks.Benchmarks.Harness;

namespace EventSinks.Benchmarks.Reading;

/// <summary>What Heat uses: PyYAML's C loader, in a Python that lives as long as this and times itself.</summary>
internal sealed class PyYamlCandidate : Candidate, IDisposable
{
    private readonly Process _python;
    private readonly string _file = Path.GetTempFileName();

    /// <summary>Starts Python.</summary>
    /// <param name="text">The text to read.</param>
    public PyYamlCandidate(string text)
        : base("PyYAML's C loader, as Heat uses it")
    {
        File.WriteAllText(_file, text);
        var script = Path.Combine(AppContext.BaseDirectory, "Reading", "pyyaml.py");
        _python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Ask($"text {_file}");
    }

    public override Sample Run(int times) =>
        new(TimeSpan.FromMicroseconds(long.Parse(Ask($"time {times}"), CultureInfo.InvariantCulture) / 1000.0));

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
        File.Delete(_file);
    }

    private string Ask(string command)
    {
        _python.StandardInput.WriteLine(command);
        _python.StandardInput.Flush();
        return _python.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("Python ended; is python3-yaml installed? Its complaint stands above.");
    }
}
