namespace EventSinks.Integration.Samples;

/// <summary>What a run of the sample gave.</summary>
internal sealed record SampleRun(int ExitCode, string Output, string Errors);
