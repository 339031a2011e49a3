using EventSinks.Yaml;

namespace EventSinks.Environments.StrictHeat;

/// <summary>One thing that Heat takes otherwise.</summary>
internal interface IHeatRule
{
    IEnumerable<Diagnostic> Check(HeatRequest request);
}
