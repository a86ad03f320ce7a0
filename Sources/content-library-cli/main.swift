print("content-library")
