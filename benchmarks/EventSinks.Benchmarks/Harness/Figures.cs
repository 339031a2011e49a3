using System.Globalization;

namespace EventSinks.Benchmarks.Harness;

/// <summary>Writes figures with three digits that mean something, and their unit.</summary>
internal static class Figures
{
    /// <summary>Writes a time.</summary>
    /// <param name="nanoseconds">The time in nanoseconds.</param>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{Digits(nanoseconds)} ns",
        < 1e6 => $"{Digits(nanoseconds / 1e3)} µs",
        < 1e9 => $"{Digits(nanoseconds / 1e6)} ms",
        _ => $"{Digits(nanoseconds / 1e9)} s",
    };

    public static string Bytes(double bytes) => bytes switch
    {
        < 1e3 => $"{Digits(bytes)} B",
        < 1e6 => $"{Digits(bytes / 1e3)} kB",
        _ => $"{Digits(bytes / 1e6)} MB",
    };

    public static string Ratio(double ratio) => $"{Digits(ratio)} x";

    public static string Digits(double value) =>
        value.ToString(value switch { < 10 => "0.00", < 100 => "0.0", _ => "0" }, CultureInfo.InvariantCulture);
}
