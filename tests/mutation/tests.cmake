# The list of mutants fits the rules: a pattern that matches no more fails here, not in a long run.
add_test(NAME mutants_fit COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/run.py --check)
