using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>One thing that Heat takes otherwise.</summary>
internal interface IHeatRule
{
    IEnumerable<Diagnostic> Check(HeatRequest request);
}
